/** Any value JSON can carry. What crosses a boundary of Lovage is one of these. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** A value as its JSON text: parsed only by whoever looks inside, so a result passes through the engine untouched. */
export type JsonText = string;

/** `Array.isArray` does not narrow a readonly list; this does. */
export function isJsonList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
