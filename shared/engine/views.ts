/** What the API shows of a run and its nodes. `read` fetches values that lie in packs. */
import type { JsonText, JsonValue } from "../canvas/json.ts";
import type {
  ErrorView,
  NodeView,
  PastAttemptView,
  ProgressView,
  TaskMeta,
  TaskState,
} from "../wire/views.ts";
import { ownCall, planNodeAt } from "./call.ts";
import { taskIdOf } from "./ids.ts";
import type { PastAttempt } from "./past-attempts.ts";
import { type Ref, isGate } from "./plan.ts";
import type { Progress } from "./progress.ts";
import { childrenOf, firstBehind, groupOf, parentOf } from "./relations.ts";
import { nodeBytes, nodeText } from "./result.ts";
import { type NodeStatus, type RunState, isFinal, nodeAt } from "./run.ts";
import { errorOf, settledOf } from "./settle.ts";
import { type ReadValue, valueBytes } from "./values.ts";

/** What consumers run right now. Leases are not part of a run: they live in the backend's memory. */
type Running = ReadonlyMap<
  number,
  { readonly startedAt: number; readonly progress?: Progress | null }
>;

/** What is shown of a node that nobody runs. */
export const STATE_OF: Readonly<Record<NodeStatus, TaskState>> = {
  WAITING: "PENDING",
  READY: "PENDING",
  GATED: "PENDING",
  DELAYED: "PENDING",
  SENT: "RECEIVED",
  RETRY: "RETRY",
  SUCCESS: "SUCCESS",
  FAILURE: "FAILURE",
  REVOKED: "REVOKED",
  IGNORED: "IGNORED",
  EXPANDED: "STARTED",
  // Not shown to anybody.
  DROPPED: "IGNORED",
};

export interface Viewer {
  readonly run: RunState;
  readonly read: ReadValue;
  readonly running: Running;
}

export function nodeStateView({ run, running }: Viewer, node: number): TaskState {
  const { status } = nodeAt(run, node);

  return running.has(node) && !isFinal(status) ? "STARTED" : STATE_OF[status];
}

/** What a running task said last of how far it is. */
function progressView({ run, running }: Viewer, node: number): ProgressView | null {
  const { progress = null } = running.get(node) ?? {};

  return progress === null || isFinal(nodeAt(run, node).status)
    ? null
    : { state: progress.state, meta: JSON.parse(progress.meta) };
}

export function runningNodes({ run, running }: Viewer): readonly number[] {
  return [...running.keys()].filter((node) => !isFinal(nodeAt(run, node).status));
}

/** A result of more than `resultBytes` is left out; the view says where it is. */
export function nodeView(
  viewer: Viewer,
  node: number,
  resultBytes = Number.POSITIVE_INFINITY,
): NodeView {
  const { run, running } = viewer;
  const state = nodeAt(run, node);
  const { task, options } = planNodeAt(run, node);
  const taskId = taskIdOf(run, node);
  const isLarge = shownBytes(run, node) > resultBytes;

  const progress = progressView(viewer, node);

  return {
    task_id: taskId,
    name: task,
    state: nodeStateView(viewer, node),
    ...(progress !== null && { progress }),
    result: isLarge ? null : JSON.parse(shownText(run, node, viewer.read)),
    ...(isLarge && { result_url: `/api/results/${taskId}` }),
    error: errorView(run, node),
    retries: state.retries,
    attempts: state.attempt,
    ...(state.past.length > 0 && {
      past_attempts: state.past.map((attempt) => pastAttemptView(attempt, taskId)),
    }),
    queue: options.queue,
    parent_id: parentOf(run, node),
    group_id: groupOf(run, node),
    ...(options.requestedId !== undefined && { requested_id: options.requestedId }),
    queued_at: isoTime(state.queuedAt),
    started_at: isoTime(
      state.startedAt > 0 ? state.startedAt : (running.get(node)?.startedAt ?? 0),
    ),
    finished_at: isoTime(state.finishedAt),
  };
}

export function taskMeta(
  viewer: Viewer,
  node: number,
  resultBytes = Number.POSITIVE_INFINITY,
): TaskMeta {
  const { run } = viewer;
  const view = nodeView(viewer, node, resultBytes);
  const { args, kwargs } = ownCall(run, node, viewer.read);
  const { startedAt, finishedAt } = nodeAt(run, node);

  return {
    task_id: view.task_id,
    name: view.name,
    ...stateAndResult(view),
    ...(view.result_url !== undefined && { result_url: view.result_url }),
    error: view.error,
    traceback: view.error?.traceback ?? null,
    retries: view.retries,
    args: [...args],
    kwargs,
    queue: view.queue,
    date_done: view.finished_at,
    parent_id: view.parent_id,
    root_id: run.publicId,
    group_id: view.group_id,
    ...(view.requested_id !== undefined && { requested_id: view.requested_id }),
    children: childrenOf(run, node),
    runtime: startedAt > 0 && finishedAt > 0 ? Math.max(0, finishedAt - startedAt) / 1000 : null,
  };
}

/** A task that tells how far it is has what it tells in place of a state and result of Celery's. */
function stateAndResult({
  state,
  result,
  error,
  progress,
}: NodeView): Pick<TaskMeta, "status" | "state" | "result"> {
  if (progress !== undefined) {
    return { status: progress.state, state: progress.state, result: progress.meta };
  }

  return { status: state, state, result: error === null ? result : celeryError(error) };
}

function pastAttemptView(
  { queuedAt, startedAt, finishedAt, error }: PastAttempt,
  taskId: string,
): PastAttemptView {
  return {
    queued_at: isoTime(queuedAt),
    started_at: isoTime(startedAt),
    finished_at: new Date(finishedAt).toISOString(),
    error: error === null ? null : { ...error, task_id: taskId },
  };
}

/** The error of a node or gate, with the task where it began: for a ChordError the task that was first told. */
export function errorView(run: RunState, ref: Ref): ErrorView | null {
  const settled = settledOf(run, ref);

  if (settled === null) {
    return isGate(ref) ? null : retriedFor(run, ref);
  }

  const error = errorOf(run, ref);

  if (error === null) {
    return null;
  }

  const origin = isGate(settled.origin) ? firstBehind(run, settled.origin) : settled.origin;

  return {
    ...error,
    task_id: origin === undefined ? null : taskIdOf(run, origin),
  };
}

/** What a node that waits to be run again failed with. */
function retriedFor(run: RunState, node: number): ErrorView | null {
  const { status, error } = nodeAt(run, node);

  return status === "RETRY" && error !== null ? { ...error, task_id: taskIdOf(run, node) } : null;
}

/** An error as Celery's result backends store it. */
export function celeryError({ type, message }: ErrorView): JsonValue {
  return { exc_type: type, exc_message: [message], exc_module: "builtins" };
}

export function isoTime(at: number): string | null {
  return at === 0 ? null : new Date(at).toISOString();
}

/** A node's result as it is shown: null before there is one, and when it asked for its result to be ignored. */
export function shownText(run: RunState, node: number, read: ReadValue): JsonText {
  return isShown(run, node) ? nodeText(run, node, read) : "null";
}

export function shownBytes(run: RunState, node: number): number {
  return isShown(run, node) ? nodeBytes(run, node) : valueBytes(null);
}

function isShown(run: RunState, node: number): boolean {
  return (
    nodeAt(run, node).status === "SUCCESS" && planNodeAt(run, node).options.ignoreResult !== true
  );
}
