/** What a node keeps of attempts that did not bring its outcome: enough to tell when and why, and no more than so many. */
import type { TaskError } from "./outcome.ts";

/** An attempt that is over, and another one was asked for. Times in milliseconds, 0: it never came so far. */
export interface PastAttempt {
  readonly queuedAt: number;
  readonly startedAt: number;
  readonly finishedAt: number;
  /** Why it was not the last one, without a traceback: `error` of the node has that of the newest until the next one ends. */
  readonly error: TaskError | null;
}

/** Older ones are forgotten. */
const MAX_PAST = 10;

/** 10,000 nodes with ten attempts each must fit into memory. */
const MAX_MESSAGE_CHARS = 200;

/** One more. */
export function addPastAttempt(
  past: readonly PastAttempt[],
  { queuedAt, startedAt, finishedAt, error }: PastAttempt,
): readonly PastAttempt[] {
  const attempt = { queuedAt, startedAt, finishedAt, error: shortened(error) };

  return [...past.slice(1 - MAX_PAST), attempt];
}

function shortened(error: TaskError | null): TaskError | null {
  return (
    error && {
      type: error.type,
      message: error.message.slice(0, MAX_MESSAGE_CHARS),
      traceback: null,
    }
  );
}
