/**
 * One field of a crontab, in Celery's grammar, oddities included: names count by their first three letters, months first, in every
 * field; what follows a range is ignored (`1-5-7` is `1-5`); `5/10` is nothing.
 *
 *     field  := part ("," part)*
 *     part   := "*" | "*" "/" step | number | number "-" number | number "-" number "/" step
 *     number := digits | name
 *
 * A range may wrap (`fri-mon`, `22-2`); steps count from where the range begins (`50-10/3` is 50, 53, 56, 59, 2, 5, 8).
 */
import { MONTHS, WEEKDAYS } from "./calendar-names.ts";

/** What a field may be: Celery's text, a number, or a list of either. */
export type FieldSpec = string | number | readonly (string | number)[];

export interface FieldRange {
  readonly min: number;
  readonly max: number;
}

export type Expanded =
  | { readonly ok: true; readonly values: readonly number[] }
  | { readonly ok: false; readonly message: string };

/** The numbers that a field stands for, in ascending order. */
export function expandField(spec: FieldSpec, range: FieldRange): Expanded {
  const parts = Array.isArray(spec) ? spec : String(spec).split(",");
  const values = new Set<number>();

  for (const part of parts) {
    const expanded = expandPart(String(part).trim(), range);

    if (!expanded.ok) {
      return { ok: false, message: `${expanded.message}; got ${JSON.stringify(spec)}` };
    }

    for (const value of expanded.values) {
      values.add(value);
    }
  }

  return values.size === 0
    ? { ok: false, message: "expected at least one value; got an empty list" }
    : { ok: true, values: [...values].toSorted((a, b) => a - b) };
}

const RANGE = /^(\w+?)-(\w+)(?:\/(\w*))?/;
const STAR = /^\*(?:\/(\w*)|$)/;

function expandPart(part: string, range: FieldRange): Expanded {
  if (part === "") {
    return { ok: false, message: "expected a value before and after each comma" };
  }

  const [isStar, starStep] = STAR.exec(part) ?? [];

  if (isStar !== undefined) {
    return everyNth(numbers(range.min, range.max), starStep);
  }

  const [, first, last, step] = RANGE.exec(part) ?? [part, part, part];
  const from = readNumber(first, range);
  const to = readNumber(last, range);

  if (!from.ok || !to.ok) {
    return from.ok ? to : from;
  }

  return everyNth(walk(from.values[0] ?? 0, to.values[0] ?? 0, range), step);
}

/** From one number to another, past the end of the range when it wraps. */
function walk(from: number, to: number, { min, max }: FieldRange): number[] {
  return from <= to ? numbers(from, to) : [...numbers(from, max), ...numbers(min, to)];
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function everyNth(values: readonly number[], step: string | undefined): Expanded {
  if (step === undefined) {
    return { ok: true, values };
  }

  if (!/^0*[1-9]\d*$/.test(step)) {
    return { ok: false, message: "expected a whole number of at least 1 after the slash" };
  }

  return { ok: true, values: values.filter((_, index) => index % Number(step) === 0) };
}

function readNumber(text: string, { min, max }: FieldRange): Expanded {
  const value = /^\d+$/.test(text) ? Number(text) : numberOfName(text);

  if (value === undefined) {
    return {
      ok: false,
      message: `expected numbers from ${min} to ${max}, names such as mon or jan, ranges such as 1-5 or steps such as */15`,
    };
  }

  return value < min || value > max
    ? { ok: false, message: `expected ${min} to ${max}, and ${value} is outside` }
    : { ok: true, values: [value] };
}

function numberOfName(text: string): number | undefined {
  const letters = text.slice(0, 3).toLowerCase();
  const month = MONTHS.findIndex((name) => name.toLowerCase().startsWith(letters));
  const weekday = WEEKDAYS.findIndex((name) => name.toLowerCase().startsWith(letters));

  if (letters.length < 3) {
    return undefined;
  }

  if (month >= 0) {
    return month + 1;
  }

  return weekday >= 0 ? weekday : undefined;
}
