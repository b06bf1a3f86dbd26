/** A task's return value as JSON text. What JSON would drop or distort in silence is refused by name. */
import { isPlainObject } from "../canvas/describe.ts";
import type { JsonText } from "../canvas/json.ts";
import { payloadTooLarge } from "../engine/errors.ts";
import { MAX_VALUE_BYTES } from "../engine/limits.ts";
import type { TaskError } from "../engine/outcome.ts";
import { utf8Bytes } from "../engine/values.ts";

export type JsonResult =
  | { readonly ok: true; readonly text: JsonText }
  | { readonly ok: false; readonly error: TaskError };

/** `undefined` is null, as Python's None; inside an object it is left out. An object with `toJSON` (a Date) speaks for itself. */
export function toJsonResult(task: string, value: unknown): JsonResult {
  try {
    const text = JSON.stringify(value ?? null, requireJson) ?? "null";

    return withinLimit(task, text);
  } catch (error) {
    return {
      ok: false,
      error: {
        type: "TypeError",
        message: `${task}() returned ${reasonOf(error)}.`,
        traceback: null,
      },
    };
  }
}

function withinLimit(task: string, text: JsonText): JsonResult {
  // UTF-8 takes at most 3 bytes for a unit, so most results need no counting.
  const bytes = text.length * 3 <= MAX_VALUE_BYTES ? text.length : utf8Bytes(text);

  return bytes <= MAX_VALUE_BYTES
    ? { ok: true, text }
    : { ok: false, error: payloadTooLarge(`The result of ${task}()`, bytes, MAX_VALUE_BYTES) };
}

/** What JSON cannot carry; the message ends the sentence "add() returned …". */
class NotJson extends Error {}

function requireJson(key: string, value: unknown): unknown {
  const problem = notJson(value);

  if (problem !== null) {
    throw new NotJson(`${problem}${key === "" ? "" : ` (at "${key}")`}, which is not JSON`);
  }

  return value;
}

/** What a value is that JSON cannot carry, or null. */
function notJson(value: unknown): string | null {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? null : String(value);
    case "object":
      return value === null ? null : classOf(value);
    case "bigint":
      return `the BigInt ${value}`;
    case "function":
    case "symbol":
      return `a ${typeof value}`;
    case "string":
    case "boolean":
    case "undefined":
      return null;
  }
}

function classOf(value: object): string | null {
  return Array.isArray(value) || isPlainObject(value)
    ? null
    : `an instance of ${value.constructor.name}`;
}

function reasonOf(error: unknown): string {
  if (error instanceof NotJson) {
    return error.message;
  }

  if (error instanceof RangeError) {
    return "a value nested too deeply for JSON";
  }

  if (error instanceof TypeError) {
    return "a value that contains itself, which is not JSON";
  }

  // Somebody's own getter or toJSON threw.
  return `a value that could not be read: ${error instanceof Error ? error.message : String(error)}`;
}
