import type { JsonObject, JsonValue } from "./json.ts";

/** Equal as JSON, whatever the order of keys. */
export function jsonEqual(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (!isContainer(left) || !isContainer(right)) {
    return left === right;
  }
  const lefts = Object.entries(left);
  const rights = new Map(Object.entries(right));
  return (
    Array.isArray(left) === Array.isArray(right) &&
    lefts.length === rights.size &&
    lefts.every(([key, value]) => jsonEqual(value, rights.get(key)))
  );
}

function isContainer(value: JsonValue | undefined): value is readonly JsonValue[] | JsonObject {
  return typeof value === "object" && value !== null;
}
