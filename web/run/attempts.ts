import type { ErrorView, NodeView, TaskState } from "../../shared/wire/views.ts";

/** One execution of a task, asked for or made. Times are ISO 8601; null: not yet, or never. */
export interface Attempt {
  /** From 1. */
  readonly number: number;
  readonly state: TaskState;
  readonly queuedAt: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly error: ErrorView | null;
}

/** The attempts of a task that are remembered, the newest last. A task that waits has none yet. */
export function attemptsOf(node: NodeView): readonly Attempt[] {
  const past = node.past_attempts ?? [];
  const first = node.attempts - past.length;
  const earlier = past.map((attempt, index): Attempt => ({
    number: first + index,
    // One that succeeded and was run again with other arguments has no error.
    state: attempt.error === null ? "SUCCESS" : "FAILURE",
    queuedAt: attempt.queued_at,
    startedAt: attempt.started_at,
    finishedAt: attempt.finished_at,
    error: attempt.error,
  }));

  return node.attempts === 0 ? earlier : [...earlier, newestOf(node)];
}

function newestOf(node: NodeView): Attempt {
  const isWaiting = node.state === "RETRY";

  return {
    number: node.attempts,
    state: node.state,
    // While it waits to be run again, the time is still that of the attempt before.
    queuedAt: isWaiting ? null : node.queued_at,
    startedAt: isWaiting ? null : node.started_at,
    finishedAt: node.finished_at,
    error: isWaiting ? null : node.error,
  };
}
