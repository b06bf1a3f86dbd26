/**
 * Is a value of unknown origin JSON? Depth is limited, so neither this check nor whoever walks the value after it can run out
 * of stack, and a value that contains itself is refused.
 */
import { describe, isPlainObject } from "./describe.ts";
import type { JsonObject, JsonValue } from "./json.ts";

/** How deep lists and objects, and separately signatures, may stand inside each other. */
export const MAX_DEPTH = 200;

export const TOO_DEEP = `expected at most ${MAX_DEPTH} levels of nesting, got more`;

/** What is wrong with a value, and where: a path as one would write it in JavaScript. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** Is `value` JSON? If not, `onFault` is told the first thing inside that is not. */
export function isJson(value: unknown, onFault?: (fault: Fault) => void): value is JsonValue {
  const fault = findFault(value, 0);
  if (fault !== undefined) {
    onFault?.(fault);
  }
  return fault === undefined;
}

export function assertJsonList(
  value: readonly unknown[],
  name: string,
): asserts value is readonly JsonValue[] {
  assertJson(value, name);
}

export function assertJsonObject(value: object, name: string): asserts value is JsonObject {
  assertJson(value, name);
}

/** Throws a TypeError that says where `name` is no JSON. */
export function assertJson(value: unknown, name: string): asserts value is JsonValue {
  isJson(value, (fault) => {
    throw new TypeError(`${name}${fault.path}: ${fault.message}.`);
  });
}

/** Paths are put together on the way back, so that sound values cost none. */
function findFault(value: unknown, depth: number): Fault | undefined {
  if (
    value === null ||
    typeof value === "string" ||
    typeof value === "boolean" ||
    Number.isFinite(value)
  ) {
    return undefined;
  }
  if (!Array.isArray(value) && !isPlainObject(value)) {
    return { path: "", message: `expected JSON, got ${describe(value)}` };
  }
  if (depth >= MAX_DEPTH) {
    return { path: "", message: TOO_DEEP };
  }
  return faultInside(Array.isArray(value) ? value.entries() : Object.entries(value), depth);
}

function faultInside(
  entries: Iterable<[string | number, unknown]>,
  depth: number,
): Fault | undefined {
  for (const [key, item] of entries) {
    const fault = findFault(item, depth + 1);
    if (fault !== undefined) {
      return { path: pathKey(key) + fault.path, message: fault.message };
    }
  }
  return undefined;
}

export function pathKey(key: string | number): string {
  if (typeof key === "number") {
    return `[${key}]`;
  }
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
