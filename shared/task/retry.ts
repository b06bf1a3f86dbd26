/** Retries at the task's edge: what `retry()` throws, and which errors are retried without the task's asking. */
import { backoffSeconds } from "../policy/backoff.ts";
import { DEFAULT_MAX_RETRIES, DEFAULT_RETRY_DELAY_SECONDS, decideRetry } from "../policy/retry.ts";
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
import { type Execution, type ExecutionPorts, parseCall } from "./execution.ts";
import {
  DEFAULT_BACKOFF_MAX_SECONDS,
  type ErrorMatch,
  type TaskOptions,
  backoffFactor,
} from "./options.ts";
import { typeOf } from "./thrown.ts";

/** What is thrown when an execution asks to be retried: a Retry, or how the task fails because there is none left. */
export function retryOf(
  { error, ...request }: RetryOptions,
  execution: Execution,
  options: TaskOptions,
  now: number,
): unknown {
  const decision = decideRetry(request, {
    retries: execution.retries,
    maxRetries: maxRetriesOf(execution, options),
    defaultDelaySeconds: options.defaultRetryDelay ?? DEFAULT_RETRY_DELAY_SECONDS,
    now,
  });

  switch (decision.kind) {
    case "retry":
      return new Retry(decision.delayMs, { cause: error });
    case "exhausted":
      return error ?? new MaxRetriesExceededError(exhausted(execution));
    case "invalid":
      return new ValueError(decision.message);
  }
}

/** What an error comes to that a task threw: a retry where its policy wants one, else the error itself. */
export function afterAutoretry(
  error: unknown,
  execution: Execution,
  options: TaskOptions,
  { now, random }: Pick<ExecutionPorts, "now" | "random">,
): unknown {
  const { autoretryFor = [], dontAutoretryFor = [], retryBackoff } = options;

  if (!(error instanceof Error) || isVerdict(error)) {
    return error;
  }

  if (!matches(error, autoretryFor) || matches(error, dontAutoretryFor)) {
    return error;
  }

  if (retryBackoff === undefined) {
    return retryOf({ error }, execution, options, now());
  }

  const backoff = {
    factor: backoffFactor(retryBackoff),
    maximum: options.retryBackoffMax ?? DEFAULT_BACKOFF_MAX_SECONDS,
    jitter: options.retryJitter ?? true,
  };
  const countdown = backoffSeconds(execution.retries, backoff, random);

  return retryOf({ error, countdown }, execution, options, now());
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
  const [args, kwargs] = parseCall(execution);

  return `Can't retry ${execution.task}[${execution.taskId}] args:${JSON.stringify(args)} kwargs:${JSON.stringify(kwargs)}`;
}
