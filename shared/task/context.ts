/** What a running task can see and do. One context belongs to one attempt. */
import type { Runnable } from "../canvas/step.ts";
import type { RetryRequest } from "../policy/retry.ts";
import type { StateUpdate } from "./progress.ts";

declare global {
  /** Merges with the platform's own type, of which this folder knows nothing. */
  interface AbortSignal {}
}

export interface RetryOptions extends RetryRequest {
  /** Why: shown while it waits, and what the task fails with when it had all its retries. */
  readonly error?: unknown;
}

export interface TaskContext {
  readonly taskId: string;
  readonly runId: string;
  /** Celery's count of retries; 0 at the first execution. */
  readonly retries: number;
  /** Executions asked for; 1 at the first one. */
  readonly attempt: number;
  /**
   * For requests and long waits to listen to. Aborted with SoftTimeLimitExceeded at the soft time limit, with TimeLimitExceeded at the
   * hard one. Both count while the task waits for something: nothing interrupts a computation.
   */
  readonly signal: AbortSignal;
  /** The same for every execution of this task: give it to services that can recognise a repeated request. */
  readonly idempotencyKey: string;
  /** Keeps a line with the run; at most 100 lines of 1,000 characters an attempt, what is over is cut. */
  readonly log: (message: string) => void;
  /**
   * Celery's `update_state`: shown as the task's state and result while it runs, within a second; of what is said faster only the last
   * word. It is not stored. A state of its own making (capital letters; PROGRESS unless told otherwise) and up to 16 KB of JSON, else it
   * throws.
   */
  readonly updateState: (update: StateUpdate) => void;
  /** Submits a canvas as a run of its own and answers its run id. A task that is executed again submits it again, unless it has a `taskId`. */
  readonly apply: (canvas: Runnable<unknown>) => Promise<string>;
  /**
   * Ends this execution by throwing Replace: the canvas runs in the task's place and its result is the task's. What waits for the task waits
   * for it; its tasks are part of this run. At most 20 levels deep. Inside a map it is the whole map that is replaced.
   */
  readonly replace: (canvas: Runnable<unknown>) => never;
  /**
   * Ends this execution by throwing Retry: the same task runs again, later. When it had all its retries it throws `error`, or
   * MaxRetriesExceededError without one. Inside a map it is the whole map that runs again.
   */
  readonly retry: (options?: RetryOptions) => never;
}
