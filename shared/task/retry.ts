/** Retries at the task's edge: what `retry()` throws, and which errors are retried without the task's asking. */
import { backoffSeconds } from "../policy/backoff.ts";
import { DEFAULT_MAX_RETRIES, DEFAULT_RETRY_DELAY_SECONDS, decideRetry } from "../policy/retry.ts";
import { readCall } from "../wire/calls.ts";
import type { RetryOptions } from "./context.ts";
import {
  Ignore,
  MaxRetriesExceededError,
  Reject,
  Replace,
  Retry,
  TimeLimitExceeded,
  Unfit,
  ValueError,
} from "./errors.ts";
import type { Execution, ExecutionPorts } from "./execution.ts";
import {
  DEFAULT_BACKOFF_MAX_SECONDS,
  type ErrorMatch,
  type TaskOptions,
  backoffFactor,
} from "./options.ts";
import { typeOf } from "./thrown.ts";

/** The retries of one execution. */
export class Retries {
  readonly #execution: Execution;
  readonly #options: TaskOptions;
  readonly #ports: Pick<ExecutionPorts, "now" | "random">;
  /** What it fails with because there is no retry left. */
  #exhausted: { readonly end: unknown } | null = null;

  constructor(
    execution: Execution,
    options: TaskOptions,
    ports: Pick<ExecutionPorts, "now" | "random">,
  ) {
    this.#execution = execution;
    this.#options = options;
    this.#ports = ports;
  }

  /** What is thrown when it asks to be retried: a Retry, or how it fails because there is none left. */
  asked({ error, ...request }: RetryOptions): unknown {
    const decision = decideRetry(request, {
      retries: this.#execution.retries,
      maxRetries: maxRetriesOf(this.#execution, this.#options),
      defaultDelaySeconds: this.#options.defaultRetryDelay ?? DEFAULT_RETRY_DELAY_SECONDS,
      now: this.#ports.now(),
    });

    switch (decision.kind) {
      case "retry":
        return new Retry(decision.delayMs, { cause: error });
      case "exhausted": {
        const end = error ?? new MaxRetriesExceededError(exhausted(this.#execution));

        this.#exhausted = { end };

        return end;
      }
      case "invalid":
        return new ValueError(decision.message);
    }
  }

  /** What an error comes to that it threw: a retry where its policy wants one, else the error itself. */
  afterAutoretry(error: unknown): unknown {
    const { autoretryFor = [], dontAutoretryFor = [], retryBackoff } = this.#options;

    if (!(error instanceof Error) || isVerdict(error) || this.isExhaustedBy(error)) {
      return error;
    }

    if (!matches(error, autoretryFor) || matches(error, dontAutoretryFor)) {
      return error;
    }

    if (retryBackoff === undefined) {
      return this.asked({ error });
    }

    const backoff = {
      factor: backoffFactor(retryBackoff),
      maximum: this.#options.retryBackoffMax ?? DEFAULT_BACKOFF_MAX_SECONDS,
      jitter: this.#options.retryJitter ?? true,
    };
    const countdown = backoffSeconds(this.#execution.retries, backoff, this.#ports.random);

    return this.asked({ error, countdown });
  }

  /** It fails with this because it had all its retries. */
  isExhaustedBy(thrown: unknown): boolean {
    return this.#exhausted !== null && this.#exhausted.end === thrown;
  }
}

/** The task, or its declaration, has said already what is to become of it. */
function isVerdict(error: Error): boolean {
  return [Ignore, Reject, Replace, Retry, TimeLimitExceeded, Unfit].some(
    (verdict) => error instanceof verdict,
  );
}

function matches(error: Error, matchers: readonly ErrorMatch[]): boolean {
  return matchers.some((match) =>
    typeof match === "string" ? typeOf(error) === match : error instanceof match,
  );
}

function maxRetriesOf({ limits }: Execution, options: TaskOptions): number | null {
  const { maxRetries: ofTask = DEFAULT_MAX_RETRIES } = options;
  const { maxRetries = ofTask } = limits;

  return maxRetries;
}

/** As Celery words it, with the arguments as JSON. */
function exhausted(execution: Execution): string {
  const [args, kwargs] = readCall(execution.call);

  return `Can't retry ${execution.task}[${execution.taskId}] args:${JSON.stringify(args)} kwargs:${JSON.stringify(kwargs)}`;
}
