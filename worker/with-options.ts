import { isPlainObject } from "../shared/canvas/describe.ts";
import type { JsonObject, JsonValue } from "../shared/canvas/json.ts";

/** The options of the call win over those written in the canvas. What is no canvas is left to the parser. */
export function withOptions(canvas: JsonValue, options: JsonObject | undefined): JsonValue {
  if (options === undefined || !isPlainObject(canvas)) {
    return canvas;
  }

  const own = canvas["options"] ?? {};

  return isPlainObject(own) ? { ...canvas, options: { ...own, ...options } } : canvas;
}
