import { isPlainObject } from "./describe.ts";
import type { JsonText, JsonValue } from "./json.ts";

/** The same text for JSON that is equal, whatever the order of keys. */
export function canonicalJson(value: JsonValue): JsonText {
  return JSON.stringify(value, (_key, part: unknown) =>
    isPlainObject(part) ? Object.fromEntries(Object.entries(part).toSorted(byKey)) : part,
  );
}

function byKey([left]: [string, unknown], [right]: [string, unknown]): number {
  return left < right ? -1 : 1;
}
