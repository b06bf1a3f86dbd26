/** Compares a run of the engine with the reference evaluator: the run's outcome, and each task's, whatever their order. */
import type { JsonValue } from "../../shared/canvas/json.ts";
import { callOf } from "../../shared/engine/call.ts";
import { taskIdOf } from "../../shared/engine/ids.ts";
import type { Plan } from "../../shared/engine/plan.ts";
import { roleOf } from "../../shared/engine/relations.ts";
import { resultText, runError, runState } from "../../shared/engine/run-views.ts";
import type { RunState } from "../../shared/engine/run.ts";
import { type ReadValue, readInline } from "../../shared/engine/values.ts";
import { nodeView } from "../../shared/engine/views.ts";
import { type Situation, evaluate } from "../reference/evaluate.ts";
import { RUN_ID, parseCall } from "./model-run.ts";
import { plainPath } from "./paths.ts";

export interface Outcomes {
  readonly state: string;
  readonly result: JsonValue;
  readonly error: {
    readonly type: string;
    readonly message: string;
    readonly taskId: string | null;
  } | null;
  /** Sorted, one line a task. */
  readonly tasks: readonly string[];
}

/** Node indexes by the path their task was marked with. */
export function nodesByPath(plan: Plan): Map<string, number[]> {
  const byPath = new Map<string, number[]>();

  for (const [node, { options }] of plan.nodes.entries()) {
    const path = pathOf(options);

    byPath.set(path, [...(byPath.get(path) ?? []), node]);
  }

  return byPath;
}

/** Of `count` nodes: what tasks put in their places stands after those of the plan. */
export function engineOutcomes(
  run: RunState,
  read: ReadValue = readInline,
  count = run.plan.nodes.length,
): Outcomes {
  const viewer = { run, running: new Map(), read };
  const error = runError(run);

  return {
    state: runState(viewer),
    result: JSON.parse(resultText(run, read)),
    error:
      error === null ? null : { type: error.type, message: error.message, taskId: error.task_id },
    tasks: run.plan.nodes
      .slice(0, count)
      .map(({ task, options }, node) => {
        const view = nodeView(viewer, node);
        const ran = (run.nodes[node]?.startedAt ?? 0) > 0 && view.state !== "REVOKED";
        const [args, kwargs] = ran ? parseCall(callOf(run, node, read)) : [null, null];
        const cause = view.error === null ? null : `${view.error.type}: ${view.error.message}`;

        return line([
          pathOf(options),
          roleOf(run, node),
          task,
          view.state,
          view.result,
          cause,
          args,
          kwargs,
        ]);
      })
      .toSorted(),
  };
}

export function referenceOutcomes(
  canvas: JsonValue,
  plan: Plan,
  situation: Situation & { readonly runId?: string } = {},
): Outcomes {
  const idOf = idsByPath(canvas, plan, situation.runId);
  const { state, result, error, records } = evaluate(canvas, { ...situation, idOf });

  return {
    state,
    result,
    error:
      error === null
        ? null
        : {
            type: error.type,
            message: error.message,
            taskId: error.origin === null ? null : idOf(error.origin),
          },
    tasks: records
      .map((record) => {
        const cause =
          record.error === null ? null : `${record.error.type}: ${record.error.message}`;

        return line([
          plainPath(record.path),
          record.role,
          record.name,
          record.state,
          record.value,
          cause,
          record.args,
          record.kwargs,
        ]);
      })
      .toSorted(),
  };
}

/** Several tasks of one path (calls of an errback, chunks) stand among the nodes in the order of the records. */
export function idsByPath(
  canvas: JsonValue,
  plan: Plan,
  runId: string = RUN_ID,
): (path: string) => string {
  const nodes = nodesByPath(plan);
  const paths = Map.groupBy(
    evaluate(canvas).records.map(({ path }) => path),
    plainPath,
  );

  return (path) => {
    const place = paths.get(plainPath(path))?.indexOf(path) ?? -1;
    const node = nodes.get(plainPath(path))?.[place];

    return node === undefined ? `<${path}>` : taskIdOf({ publicId: runId, plan }, node);
  };
}

/** Where the task of a node stands in its canvas. */
export function pathOf({ headers }: Pick<Plan["nodes"][number]["options"], "headers">): string {
  const path = headers?.["path"];

  return typeof path === "string" ? path : "";
}

function line(parts: readonly unknown[]): string {
  return JSON.stringify(parts);
}
