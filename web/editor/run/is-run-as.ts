import type { Drawing } from "../../../shared/drawing/drawing.ts";
import { contentOf } from "../use-run.ts";

/** Whether running `drawn` now would run what `run` did: names and notes make no difference. */
export function isRunAs(run: Drawing, drawn: Drawing): boolean {
  return (
    (run.root === drawn.root && run.crossings === drawn.crossings) ||
    JSON.stringify(contentOf(run)) === JSON.stringify(contentOf(drawn))
  );
}
