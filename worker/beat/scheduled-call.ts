/** What a schedule entry fires, compiled: when it is defined, to see that it can be, and at each firing, since the tasks may have changed. */
import type { Compiled } from "../../shared/engine/compile.ts";
import { compileGraph } from "../../shared/graph/compile-graph.ts";
import type { ScheduleDefinition } from "../../shared/wire/schedules.ts";
import type { WorkerEnv } from "../env.ts";
import { catalogOf, compileJson } from "../submit.ts";
import { withOptions } from "../with-options.ts";

type ScheduledCall = Pick<
  ScheduleDefinition,
  "task" | "args" | "kwargs" | "canvas" | "graph" | "options"
>;

export function compileScheduled(env: WorkerEnv, call: ScheduledCall): Compiled {
  const { task, args = [], kwargs = {}, canvas = null, graph, options } = call;

  if (graph !== undefined) {
    return compileGraph(graph, catalogOf(env));
  }

  return compileJson(
    env,
    task === undefined
      ? withOptions(canvas, options)
      : { task, args, kwargs, options: options ?? {}, subtask_type: null, immutable: false },
  );
}
