/** Option names: camelCase in TypeScript, Celery's snake_case in JSON. The one place that converts. */
import type { JsonObject, JsonValue } from "./json.ts";

/** How to run a call: Celery's calling options. */
export interface CallOptions {
  /** The id to run under; of a whole canvas, the run's. */
  readonly taskId?: string;
  /** Seconds to wait before it may start. */
  readonly countdown?: number;
  /** When it may start, at the earliest. */
  readonly eta?: Date | string;
  /** Seconds from when it may start, or the instant, after which it is revoked instead of started. */
  readonly expires?: number | Date | string;
  readonly queue?: string;
  /** 0 to 9, 9 first. */
  readonly priority?: number;
  /** The value still reaches what consumes it, but is not kept. */
  readonly ignoreResult?: boolean;
  /** Seconds after which the task is recorded as failed. */
  readonly timeLimit?: number;
  /** Seconds after which the task's signal is aborted. */
  readonly softTimeLimit?: number;
  /** Retries after the first attempt; null is for ever. */
  readonly maxRetries?: number | null;
  /** False: a task whose worker died fails instead of running again. */
  readonly acksLate?: boolean;
  readonly headers?: JsonObject;
  /** Of a chord: at the first failure in the header, do not wait for the rest of it. */
  readonly failFast?: boolean;
}

const WIRE_NAMES = new Map<string, string>(
  Object.entries({
    taskId: "task_id",
    countdown: "countdown",
    eta: "eta",
    expires: "expires",
    queue: "queue",
    priority: "priority",
    ignoreResult: "ignore_result",
    timeLimit: "time_limit",
    softTimeLimit: "soft_time_limit",
    maxRetries: "max_retries",
    acksLate: "acks_late",
    headers: "headers",
    failFast: "fail_fast",
  } satisfies Readonly<Record<keyof CallOptions, string>>),
);

/** As they stand in a signature; a name that is not known is kept as it is. */
export function wireOptions(options: CallOptions): JsonObject {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      WIRE_NAMES.get(name) ?? name,
      wireValue(value),
    ]),
  );
}

function wireValue(value: JsonValue | Date): JsonValue {
  return value instanceof Date ? value.toISOString() : value;
}
