import type { Canvas, ChordCanvas } from "./canvas.ts";

/** How many completions a chord waits for before its body runs. */
export function chordSize(chord: ChordCanvas): number {
  return sum(chord.header);
}

/** A group counts all members, a chain its last step that counts at all, a chord its body. */
function completions(canvas: Canvas): number {
  switch (canvas.kind) {
    case "group":
      return sum(canvas.tasks);
    case "chain":
      return canvas.tasks.map(completions).findLast((count) => count > 0) ?? 0;
    case "chord":
      return completions(canvas.body);
    case "task":
    case "map":
    case "starmap":
    case "chunks":
      return 1;
  }
}

function sum(canvases: readonly Canvas[]): number {
  return canvases.reduce((total, canvas) => total + completions(canvas), 0);
}
