/** How a task wants to be run, and the check that it makes sense. */
import { z } from "zod";

import { parseRate } from "../policy/rate.ts";
import { expectation } from "./validate.ts";

/** A class of errors with its subclasses, or one type by name, as it is shown. */
export type ErrorMatch = (abstract new (...args: never[]) => Error) | string;

export interface TaskOptions {
  /** The queue it travels by unless a call says otherwise; without it the deployment's default. */
  readonly queue?: string;
  /** Its value still reaches what consumes it, and is shown as null. */
  readonly ignoreResult?: boolean;
  /** True, the default: it runs again when its worker died. False: it fails with WorkerLostError instead. A call's `acks_late` wins. */
  readonly acksLate?: boolean;
  /** It mostly waits: it runs apart from the batch it came in, so as not to hold that up. */
  readonly longRunning?: boolean;
  /** Retries before it fails for good, 3 unless told otherwise; null is for ever. A call's `max_retries` wins. */
  readonly maxRetries?: number | null;
  /** Seconds before a retry that names no time of its own; 180 unless told otherwise. */
  readonly defaultRetryDelay?: number;
  /** What the task throws of these is retried without its asking. Arguments that do not fit never are. */
  readonly autoretryFor?: readonly ErrorMatch[];
  /** Exceptions to `autoretryFor`. */
  readonly dontAutoretryFor?: readonly ErrorMatch[];
  /** Automatic retries wait 1, 2, 4, 8, … seconds, or so many times that; without it `defaultRetryDelay`. */
  readonly retryBackoff?: true | number;
  /** Seconds that the backoff stops growing at; 600 unless told otherwise. */
  readonly retryBackoffMax?: number;
  /** True, the default: a random whole number of seconds up to the backoff. */
  readonly retryJitter?: boolean;
  /** 0 to 9, 9 first, where its queue is limited; 0 unless told otherwise. A call's `priority` wins. */
  readonly priority?: number;
  /** As Celery writes it, such as "10/m": the deployment starts it no more often. A call's `rate_limit` wins. */
  readonly rateLimit?: string | number;
  /** The deployment runs no more of it at once, or, with `concurrencyKey`, no more for one value of that argument. */
  readonly concurrency?: number;
  /** The name of an argument; without `concurrency`, one runs at once for each value of it. */
  readonly concurrencyKey?: string;
  /** Seconds until the context's signal is aborted with SoftTimeLimitExceeded. A call's `soft_time_limit` wins. */
  readonly softTimeLimit?: number;
  /** Seconds until the task has failed with TimeLimitExceeded, whatever it still does; 840 at the most. A call's `time_limit` wins. */
  readonly timeLimit?: number;
}

export const DEFAULT_BACKOFF_MAX_SECONDS = 600;

/** `true` is a factor of 1. */
export function backoffFactor(retryBackoff: true | number): number {
  return retryBackoff === true ? 1 : retryBackoff;
}

/** Throws a TypeError that names every option of the task that makes no sense. */
export function requireSensible(task: string, options: TaskOptions): void {
  const issues = schema.safeParse(options).error?.issues ?? [];
  const problems = [
    ...issues.map(({ path, message }) => `${path.join(".")}: ${expectation(message)}.`),
    ...contradictions(options),
  ];

  if (problems.length > 0) {
    throw new TypeError(`Task "${task}": ${problems.join(" ")}`);
  }
}

/** A hundred years: a delay that overflows a date is a slip of the pen. */
const MAX_SECONDS = 3_155_760_000;

const schema = z
  .object({
    maxRetries: z.int().nonnegative().nullable(),
    defaultRetryDelay: z.number().nonnegative().max(MAX_SECONDS),
    retryBackoff: z.literal(true).or(z.int().positive().max(MAX_SECONDS)),
    retryBackoffMax: z.int().positive().max(MAX_SECONDS),
    priority: z.int().min(0).max(9),
    rateLimit: z.custom<string | number>(
      (given) => (typeof given === "string" || typeof given === "number") && parseRate(given).ok,
      'expected a rate such as 10, "10/s", "10/m" or "10/h"',
    ),
    concurrency: z.int().positive(),
    concurrencyKey: z.string().min(1),
    softTimeLimit: z.number().positive(),
    timeLimit: z.number().positive(),
  })
  .partial();

function contradictions(options: TaskOptions): readonly string[] {
  const { autoretryFor = [], dontAutoretryFor, retryBackoff } = options;
  const { softTimeLimit = 0, timeLimit = Number.POSITIVE_INFINITY } = options;
  const problems = [...backoffContradictions(options)];

  if (autoretryFor.length === 0 && (dontAutoretryFor ?? retryBackoff) !== undefined) {
    problems.push("dontAutoretryFor and retryBackoff need an autoretryFor that is not empty.");
  }

  if (softTimeLimit > timeLimit) {
    problems.push("softTimeLimit must not exceed timeLimit.");
  }

  return problems;
}

function backoffContradictions(options: TaskOptions): readonly string[] {
  const { retryBackoff, retryBackoffMax, retryJitter } = options;

  if (retryBackoff === undefined) {
    return (retryBackoffMax ?? retryJitter) === undefined
      ? []
      : ["retryBackoffMax and retryJitter need a retryBackoff."];
  }

  return backoffFactor(retryBackoff) > (retryBackoffMax ?? DEFAULT_BACKOFF_MAX_SECONDS)
    ? ["retryBackoff must not exceed retryBackoffMax."]
    : [];
}
