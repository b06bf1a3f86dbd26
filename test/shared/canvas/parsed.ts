import type { Canvas } from "../../../shared/canvas/canvas.ts";
import { parseCanvas } from "../../../shared/canvas/parse.ts";

/** The canvas of sound JSON. */
export function parsed(signature: unknown): Canvas {
  const result = parseCanvas(signature);
  if (!result.ok) {
    throw new Error(`Unexpected: ${JSON.stringify(result.errors)}`);
  }
  return result.canvas;
}
