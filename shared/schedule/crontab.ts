/**
 * A crontab in Celery's grammar. A day counts when its weekday AND its day of the month AND its month fit (`0 0 13 * fri` is Friday the
 * 13th), unlike in cron itself.
 */
import { MONTHS } from "./calendar-names.ts";
import { type FieldRange, type FieldSpec, expandField } from "./crontab-field.ts";

/** In the order of `crontab(…)` in Celery; a field that is not given is `*`. */
export const CRONTAB_FIELDS = [
  "minute",
  "hour",
  "day_of_week",
  "day_of_month",
  "month_of_year",
] as const;
export type CrontabField = (typeof CRONTAB_FIELDS)[number];

export type CrontabSpec = Readonly<Partial<Record<CrontabField, FieldSpec | undefined>>>;

/** What each field stands for, in ascending order. */
export type Crontab = Readonly<Record<CrontabField, readonly number[]>>;

interface CrontabProblem {
  readonly field: CrontabField;
  readonly message: string;
}

export type ParsedCrontab =
  | { readonly ok: true; readonly crontab: Crontab }
  | { readonly ok: false; readonly problems: readonly CrontabProblem[] };

const RANGES: Readonly<Record<CrontabField, FieldRange>> = {
  minute: { min: 0, max: 59 },
  hour: { min: 0, max: 23 },
  day_of_week: { min: 0, max: 6 },
  day_of_month: { min: 1, max: 31 },
  month_of_year: { min: 1, max: 12 },
};

/** Of months in a leap year: 29 February comes again. */
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `m h dom mon dow`, the order of a crontab file and of Celery's `crontab.from_string`. */
const FILE_ORDER = ["minute", "hour", "day_of_month", "month_of_year", "day_of_week"] as const;

export function parseCrontab(spec: CrontabSpec): ParsedCrontab {
  const problems: CrontabProblem[] = [];
  const expand = (field: CrontabField): readonly number[] => {
    const expanded = expandField(spec[field] ?? "*", RANGES[field]);

    if (!expanded.ok) {
      problems.push({ field, message: expanded.message });
    }

    return expanded.ok ? expanded.values : [];
  };
  const crontab = {
    minute: expand("minute"),
    hour: expand("hour"),
    day_of_week: expand("day_of_week"),
    day_of_month: expand("day_of_month"),
    month_of_year: expand("month_of_year"),
  };

  if (problems.length === 0 && !hasADay(crontab)) {
    problems.push({ field: "day_of_month", message: impossible(crontab) });
  }

  return problems.length === 0 ? { ok: true, crontab } : { ok: false, problems };
}

/** undefined when it has not five fields. */
export function crontabFromText(text: string): CrontabSpec | undefined {
  const fields = text.trim().split(/\s+/);

  return fields.length === FILE_ORDER.length
    ? Object.fromEntries(FILE_ORDER.map((name, index) => [name, fields[index]]))
    : undefined;
}

function hasADay({ day_of_month, month_of_year }: Crontab): boolean {
  const [first = 1] = day_of_month;

  return month_of_year.some((month) => first <= (MONTH_DAYS[month - 1] ?? 0));
}

function impossible({ day_of_month, month_of_year }: Crontab): string {
  const months = month_of_year.map((month) => MONTHS[month - 1]).join(", ");

  return `expected a day that there is: ${months} never has day ${day_of_month.join(" or ")}`;
}
