/** The run that this tab has laid over its drawing: it is there again when the tab is reloaded. */
import { z } from "zod";

import type { Drawing } from "../../../shared/drawing/drawing.ts";
import { loadDrawing, saveDrawing } from "../../../shared/drawing/saved.ts";

const KEY = "lovage-run";

const kept = z.object({ run_id: z.string(), drawing: z.unknown() });

export interface KeptRun {
  readonly runId: string;
  /** As it was posted. */
  readonly drawing: Drawing;
}

/** Null: there is none, or none that can be read. */
export function keptRun(): KeptRun | null {
  try {
    const parsed = kept.safeParse(JSON.parse(sessionStorage.getItem(KEY) ?? "null"));
    const loaded = loadDrawing(parsed.data?.drawing);

    return parsed.success && loaded.ok
      ? { runId: parsed.data.run_id, drawing: loaded.drawing }
      : null;
  } catch {
    // Storage is refused, or what is there is not ours.
    return null;
  }
}

export function keepRun(run: KeptRun | null): void {
  try {
    if (run === null) {
      sessionStorage.removeItem(KEY);
    } else {
      const value: z.input<typeof kept> = { run_id: run.runId, drawing: saveDrawing(run.drawing) };
      sessionStorage.setItem(KEY, JSON.stringify(value));
    }
  } catch {
    // Storage is refused or full: the run lasts until the page is left. Its own page has it all the same.
  }
}
