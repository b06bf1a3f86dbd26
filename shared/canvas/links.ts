import type { Canvas } from "./canvas.ts";
import type { JsonValue } from "./json.ts";
import { listOption } from "./link-options.ts";
import { parseCanvas } from "./parse.ts";
import { recallLink } from "./parsed-links.ts";

/** The callbacks of a canvas: they get its result. */
export function linksOf(canvas: Canvas): readonly Canvas[] {
  return canvasesOf(canvas.options["link"]);
}

/** The errbacks of a canvas: they get the id of the task that failed. */
export function errbacksOf(canvas: Canvas): readonly Canvas[] {
  return canvasesOf(canvas.options["link_error"]);
}

function canvasesOf(option: JsonValue | undefined): readonly Canvas[] {
  return listOption(option).map((link) => recallLink(link) ?? parseLink(link));
}

function parseLink(link: JsonValue): Canvas {
  const parsed = parseCanvas(link);
  if (!parsed.ok) {
    throw new TypeError(
      `Not a signature: ${parsed.errors.map(({ path, message }) => `${path}: ${message}`).join("; ")}`,
    );
  }
  return parsed.canvas;
}
