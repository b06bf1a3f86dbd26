import type { NodeView } from "../../../shared/wire/views.ts";
import { nodeView, RUN_ID } from "../live/views.ts";

export const ORIGIN = Date.parse("2026-11-21T12:00:00.000Z");

/** So many milliseconds after the run was created. */
export function at(ms: number): string {
  return new Date(ORIGIN + ms).toISOString();
}

function failure(message: string): NodeView["error"] {
  return { type: "ValueError", message, traceback: null, task_id: `${RUN_ID}.0` };
}

/** Failed at 20 and at 60, and succeeded at 100. */
export const retriedTwice: NodeView = nodeView(0, {
  name: "flaky",
  state: "SUCCESS",
  attempts: 3,
  past_attempts: [
    { queued_at: at(0), started_at: at(10), finished_at: at(20), error: failure("first") },
    { queued_at: at(40), started_at: at(45), finished_at: at(60), error: failure("second") },
  ],
  queued_at: at(80),
  started_at: at(90),
  finished_at: at(100),
});
