/** One line of a list of runs. */
import { countsView, runState } from "../shared/engine/run-views.ts";
import { readInline } from "../shared/engine/values.ts";
import { isoTime } from "../shared/engine/views.ts";
import type { RunSummary } from "../shared/wire/views.ts";
import type { KeptRun } from "./kept-run.ts";

export function summaryOf({ run, leases }: KeptRun): RunSummary {
  const viewer = { run, running: leases, read: readInline };

  return {
    run_id: run.publicId,
    kind: run.plan.lone ? "task" : "canvas",
    name: run.name ?? (run.plan.lone ? (run.plan.nodes[0]?.task ?? null) : null),
    state: runState(viewer),
    created_at: isoTime(run.createdAt) ?? "",
    finished_at: isoTime(run.finishedAt),
    counts: countsView(viewer),
  };
}
