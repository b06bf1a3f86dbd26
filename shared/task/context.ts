/** What a running task can see and do. One context belongs to one attempt. */
import type { Runnable } from "../canvas/step.ts";

declare global {
  /** Merges with the platform's own type, of which this folder knows nothing. */
  interface AbortSignal {}
}

export interface TaskContext {
  readonly taskId: string;
  readonly runId: string;
  /** Celery's count of retries; 0 at the first execution. */
  readonly retries: number;
  /** Executions asked for; 1 at the first one. */
  readonly attempt: number;
  /** For requests and long waits to listen to. Nothing aborts it yet. */
  readonly signal: AbortSignal;
  /** The same for every execution of this task: give it to services that can recognise a repeated request. */
  readonly idempotencyKey: string;
  /** Keeps a line with the run; at most 100 lines of 1,000 characters an attempt, what is over is cut. */
  readonly log: (message: string) => void;
  /** Submits a canvas as a run of its own and answers its run id. A task that is executed again submits it again. */
  readonly apply: (canvas: Runnable<unknown>) => Promise<string>;
}
