/** Exceptions by Celery's and Python's names, for tasks to throw. A task may throw anything; its `name` becomes the error's type. */

/** An argument has the right type and a value that will not do. */
export class ValueError extends Error {
  override readonly name = "ValueError";
}

/** The task asks to be ignored: it ends IGNORED, without a result, and what depends on it does not run. */
export class Ignore extends Error {
  override readonly name = "Ignore";
}

/**
 * The task refuses its call for good: it ends FAILURE of type `Reject` with the reason as its message, and no retry policy applies.
 * It is kept as a dead letter. With `requeue` it is delivered once more instead, at once and as the same attempt; the third time that
 * comes to nothing it ends as without.
 */
export class Reject extends Error {
  override readonly name = "Reject";
  readonly requeue: boolean;

  constructor(reason: string, { requeue = false, ...options }: RejectOptions = {}) {
    super(reason, options);
    this.requeue = requeue;
  }
}

export interface RejectOptions extends ErrorOptions {
  /** Celery's way to have the same message delivered again. */
  readonly requeue?: boolean;
}

/** What `retry()` of the context throws: the task ends here and is run again in `delayMs`. `cause` is the error it is retried for. */
export class Retry extends Error {
  override readonly name = "Retry";
  readonly delayMs: number;

  constructor(delayMs: number, options: ErrorOptions = {}) {
    super(`Retry in ${delayMs / 1000}s`, options);
    this.delayMs = delayMs;
  }
}

/** What `replace()` of the context throws: the canvas, as JSON, that runs in the task's place. */
export class Replace extends Error {
  override readonly name = "Replace";
  readonly canvas: unknown;
  /** False: arguments that do not fit fail the call they belong to, when it is made. */
  readonly checksArguments: boolean;

  constructor(canvas: unknown, { checksArguments = true } = {}) {
    super("Replaced by a canvas");
    this.canvas = canvas;
    this.checksArguments = checksArguments;
  }
}

/** A retry was asked for without an error to fail with, and all of them were used. */
export class MaxRetriesExceededError extends Error {
  override readonly name = "MaxRetriesExceededError";
}

/** The reason that the context's signal is aborted with at the soft time limit. The task may clean up and return, or let it pass. */
export class SoftTimeLimitExceeded extends Error {
  override readonly name = "SoftTimeLimitExceeded";

  constructor(seconds: number) {
    super(`Soft time limit (${seconds}s) exceeded`);
  }
}

/** The task went on past its hard time limit. JavaScript cannot be stopped from outside: what the task still does is not recorded. */
export class TimeLimitExceeded extends Error {
  override readonly name = "TimeLimitExceeded";

  constructor(seconds: number) {
    super(`Hard time limit (${seconds}s) exceeded`);
  }
}

/**
 * The reason that the context's signal is aborted with when the task was revoked with `terminate`, or when another execution of it was
 * recorded first. Whatever it still does is not looked at.
 */
export class Terminated extends Error {
  override readonly name = "Terminated";
}

/** Arguments or a result that are not what the task declares. No retry would mend that, so none is made automatically. */
export class Unfit extends TypeError {
  override readonly name = "TypeError";
}

/** No task of that name is registered where the task ran. */
export class NotRegistered extends Error {
  override readonly name = "NotRegistered";
}
