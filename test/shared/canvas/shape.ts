import type { Canvas } from "../../../shared/canvas/canvas.ts";

/** A canvas in short: `chain(A, chord([B, C], D))`. */
export function shapeOf(canvas: Canvas): string {
  switch (canvas.kind) {
    case "task":
      return canvas.task;
    case "chain":
      return `chain(${shapes(canvas.tasks)})`;
    case "group":
      return `group[${shapes(canvas.tasks)}]`;
    case "chord":
      return `chord([${shapes(canvas.header)}], ${shapeOf(canvas.body)})`;
    case "map":
    case "starmap":
    case "chunks":
      return `${canvas.kind}(${shapeOf(canvas.inner)})`;
  }
}

function shapes(canvases: readonly Canvas[]): string {
  return canvases.map(shapeOf).join(", ");
}
