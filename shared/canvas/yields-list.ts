import type { Canvas } from "./canvas.ts";

/** Its result is the list of what several tasks return, and not what one returns. */
export function yieldsList(canvas: Canvas): boolean {
  switch (canvas.kind) {
    case "group":
    case "chunks":
      return true;
    case "chain": {
      const last = canvas.tasks.at(-1);

      return last !== undefined && yieldsList(last);
    }
    case "chord":
      return yieldsList(canvas.body);
    case "task":
    case "map":
    case "starmap":
      return false;
  }
}
