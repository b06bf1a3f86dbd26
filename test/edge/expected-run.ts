import type { JsonValue } from "../../shared/canvas/json.ts";
import { evaluate } from "../reference/evaluate.ts";
import type { RowOutcome } from "../reference/table-row.ts";
import { idsByPath } from "../support/against-reference.ts";
import { isPlan, planOf } from "../support/model-run.ts";
import { withPaths } from "../support/paths.ts";
import type { FinishedRun } from "./api.ts";

/** The id of the task at a path of the canvas, in a run of it. */
export function taskIdsOf(canvas: JsonValue, runId: string): (path: string) => string {
  const plan = planOf(withPaths(canvas));

  if (!isPlan(plan)) {
    throw new Error(`Expected a canvas, and it was refused: ${plan.join("; ")}`);
  }

  return idsByPath(canvas, plan, runId);
}

/** A row of the table in terms of a run of its canvas: ids stand where the row has paths. For `toMatchObject`. */
export function expectedByRow(row: RowOutcome, idOf: (path: string) => string): object {
  const withIds = JSON.stringify(row).replaceAll(/<([^<>]*)>/gu, (_, path: string) => idOf(path));
  const { error, states, values, messages, ...outcome }: RowOutcome = JSON.parse(withIds);
  const tasks = (texts: object = {}): object =>
    Object.fromEntries(Object.entries(texts).map(([path, text]) => [idOf(path), text]));

  return {
    ...outcome,
    ...(error !== undefined && { error: withOriginId(error, idOf) }),
    states: tasks(states),
    results: tasks(values),
    messages: tasks(messages),
  };
}

/** What the reference evaluator says that a run of the canvas comes to. */
export function expectedByReference(canvas: JsonValue, idOf: (path: string) => string): object {
  const { state, result, error, records } = evaluate(canvas, { idOf });
  const ofTasks = (read: (record: (typeof records)[number]) => unknown): object =>
    Object.fromEntries(records.map((record) => [idOf(record.path), read(record)]));

  return {
    state,
    result,
    error: error === null ? null : withOriginId({ ...error, ...comparable(error) }, idOf),
    states: ofTasks((record) => record.state),
    results: ofTasks((record) => record.value),
    messages: ofTasks((record) => record.error && comparable(record.error).message),
  };
}

/** What a run came to, in the same form. */
export function outcomeOf({ state, result, error, nodes }: FinishedRun): object {
  const ofTasks = (read: (node: (typeof nodes)[number]) => unknown): object =>
    Object.fromEntries(nodes.map((node) => [node.task_id, read(node)]));

  return {
    state,
    result,
    error: error === null ? null : { ...comparable(error), task_id: error.task_id },
    states: ofTasks((node) => node.state),
    results: ofTasks((node) => node.result),
    messages: ofTasks((node) => node.error && comparable(node.error).message),
  };
}

interface Named {
  readonly type: string;
  readonly message?: string;
}

/** Each task words its own TypeErrors, so the message of one, or of what it caused, compares as none. */
function comparable({ type, message = "" }: Named): Required<Named> {
  return {
    type,
    message: /^TypeError|raised .*TypeError\(/u.test(`${type} ${message}`) ? "" : message,
  };
}

function withOriginId(
  { origin, ...error }: NonNullable<RowOutcome["error"]>,
  idOf: (path: string) => string,
): object {
  return { ...error, task_id: origin === null ? null : idOf(origin) };
}
