import type { Canvas } from "./canvas.ts";
import type { JsonValue } from "./json.ts";

/**
 * What a link's JSON was parsed to. A memo on immutable data: without it each canvas around a link would parse it again, which
 * grows with the square of the nesting.
 */
const parsed = new WeakMap<object, Canvas>();

export function rememberLink(link: object, canvas: Canvas): void {
  parsed.set(link, canvas);
}

export function recallLink(link: JsonValue): Canvas | undefined {
  return typeof link === "object" && link !== null ? parsed.get(link) : undefined;
}
