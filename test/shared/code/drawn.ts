import type { Block } from "../../../shared/drawing/block.ts";
import { readDrawing } from "../../../shared/drawing/drawing.ts";
import { readCases } from "../canvas/cases.ts";

/** The block of a canvas. */
export function drawn(signature: unknown): Block {
  const read = readDrawing(signature);

  if (!read.ok || read.drawing.root === null) {
    throw new Error(`Unexpected: ${JSON.stringify(read)}`);
  }

  return read.drawing.root;
}

/** Canvases as Celery prints them, each with a title. */
export function recordedCanvases(): readonly [title: string, canvas: unknown][] {
  const [, ...sections] = readCases("celery/serialisation_5.6.3.txt").split(/^### /mu);

  return sections
    .map((section): [string, unknown] => {
      const [title = "", , json = ""] = section.split("\n");

      return [title.trim(), JSON.parse(json)];
    })
    .filter(([, canvas]) => readDrawing(canvas).ok);
}
