/**
 * The options of a call, read at submit: what the engine obeys becomes `NodeOptions`; what is about Celery's publishing is checked all the
 * same and answered with a warning, and so are names that nobody knows. What Celery itself writes into a signature is ignored.
 */
import { z } from "zod";

import { isPlainObject } from "../canvas/describe.ts";
import type { JsonObject } from "../canvas/json.ts";
import { didYouMean } from "../canvas/nearest-name.ts";
import { parseRate } from "../policy/rate.ts";
import { jsonObject } from "../wire/json.ts";
import type { NodeOptions } from "./plan.ts";
import type { Problem } from "./problem.ts";

/** Where a union fits none of its types, its own message is told; where it fits one, that one's. */
const INSTANT = "an ISO 8601 time with its zone, such as 2026-11-21T12:00:00Z";

/** A hundred years: further off, the number is a mistake. */
const MAX_SECONDS = 3_155_760_000;

const seconds = z.number().nonnegative().max(MAX_SECONDS);
const instant = z.iso.datetime({ offset: true, error: `Expected ${INSTANT}` });
const rate = z.custom<string | number>(
  (given) => (typeof given === "string" || typeof given === "number") && parseRate(given).ok,
  "Expected a rate such as 10, 10/s, 10/m or 10/h",
);

const priority = z.int().min(0).max(9);

const effective = {
  queue: z.string().min(1).nullable(),
  ignore_result: z.boolean().nullable(),
  task_id: z.string().min(1).max(255).nullable(),
  headers: jsonObject.nullable(),
  countdown: seconds.nullable(),
  eta: instant.nullable(),
  expires: z.union([seconds, instant], `Expected seconds or ${INSTANT}`).nullable(),
  time_limit: z.number().positive().nullable(),
  soft_time_limit: z.number().positive().nullable(),
  max_retries: z.int().nonnegative().nullable(),
  acks_late: z.boolean().nullable(),
  priority: priority.nullable(),
  rate_limit: rate.nullable(),
  concurrency: z.int().positive().nullable(),
  concurrency_key: z.string().min(1).nullable(),
};

const backoffSeconds = seconds.nullable();

/** Celery's, of publishing: a submit is stored or refused at once, and the backend sends what is stored until a queue takes it. */
const ofPublishing = {
  retry: z.boolean().nullable(),
  retry_policy: z
    .looseObject({
      max_retries: z.int().nonnegative().nullable().optional(),
      interval_start: backoffSeconds.optional(),
      interval_step: backoffSeconds.optional(),
      interval_max: backoffSeconds.optional(),
    })
    .refine(({ interval_start: start, interval_max: max }) => (start ?? 0) <= (max ?? Infinity), {
      path: ["interval_start"],
      message: "Expected no more than interval_max",
    })
    .nullable(),
};

const schema = z
  .object({ ...effective, ...ofPublishing })
  .partial()
  .refine(({ soft_time_limit: soft, time_limit: hard }) => !(soft && hard && soft > hard), {
    path: ["soft_time_limit"],
    message: "Expected no more than time_limit",
  });

/** As the call gives them: what it does not give is still the task's own. */
export type GivenOptions = Partial<Omit<NodeOptions, "concurrency">> & {
  readonly concurrency?: number;
  /** The name of an argument. */
  readonly concurrencyKey?: string;
};

export interface ParsedOptions {
  readonly options: GivenOptions;
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
}

const NO_OPTIONS: ParsedOptions = { options: {}, problems: [], warnings: [] };

export function parseOptions(raw: JsonObject, path: string): ParsedOptions {
  // Most calls have none.
  if (Object.keys(raw).length === 0) {
    return NO_OPTIONS;
  }

  const parsed = schema.safeParse(raw);

  if (!parsed.success) {
    return {
      options: {},
      problems: parsed.error.issues.map((issue) => problemOf(issue, raw, path)),
      warnings: [],
    };
  }

  return {
    options: nodeOptions(parsed.data),
    problems: [],
    warnings: [...warningsOf(parsed.data, path), ...unknownIn(raw, path)],
  };
}

function nodeOptions(given: z.infer<typeof schema>): GivenOptions {
  const { queue, ignore_result, task_id, headers, countdown, eta, expires } = given;

  return {
    ...(queue && { queue }),
    ...(typeof ignore_result === "boolean" && { ignoreResult: ignore_result }),
    ...(task_id && { requestedId: task_id }),
    ...(headers && { headers }),
    ...(countdown && { countdown }),
    ...(eta && { eta: Date.parse(eta) }),
    ...(typeof expires === "number" && { expires: { seconds: expires } }),
    ...(typeof expires === "string" && { expires: { at: Date.parse(expires) } }),
    ...executionOptions(given),
    ...gateOptions(given),
  };
}

/** What is obeyed once it runs. */
function executionOptions({
  time_limit,
  soft_time_limit,
  max_retries,
  acks_late,
}: z.infer<typeof schema>): GivenOptions {
  return {
    ...(time_limit && { timeLimit: time_limit }),
    ...(soft_time_limit && { softTimeLimit: soft_time_limit }),
    ...(max_retries !== undefined && { maxRetries: max_retries }),
    ...(typeof acks_late === "boolean" && { acksLate: acks_late }),
  };
}

/** What is obeyed before it goes to its queue. */
function gateOptions({
  priority: urgency,
  rate_limit,
  concurrency,
  concurrency_key,
}: z.infer<typeof schema>): GivenOptions {
  const parsed = parseRate(rate_limit ?? null);

  return {
    ...(typeof urgency === "number" && { priority: urgency }),
    ...(typeof rate_limit !== "undefined" && parsed.ok && { perSecond: parsed.perSecond }),
    ...(typeof concurrency === "number" && { concurrency }),
    ...(typeof concurrency_key === "string" && { concurrencyKey: concurrency_key }),
  };
}

/** Back to a signature's options, for a call made anew: when it was to start, and until when, was for the first one. */
export function replayOptions(options: NodeOptions): JsonObject {
  const { queue, ignoreResult, headers, timeLimit, softTimeLimit, maxRetries, acksLate } = options;
  const { priority: urgency, perSecond, concurrency } = options;

  return {
    queue,
    ...(ignoreResult !== undefined && { ignore_result: ignoreResult }),
    ...(headers !== undefined && { headers }),
    ...(timeLimit !== undefined && { time_limit: timeLimit }),
    ...(softTimeLimit !== undefined && { soft_time_limit: softTimeLimit }),
    ...(maxRetries !== undefined && { max_retries: maxRetries }),
    ...(acksLate !== undefined && { acks_late: acksLate }),
    ...(urgency !== undefined && { priority: urgency }),
    ...(perSecond !== undefined && { rate_limit: perSecond }),
    ...(concurrency !== undefined && {
      concurrency: concurrency.limit,
      concurrency_key: concurrency.argument?.name ?? null,
    }),
  };
}

function warningsOf(given: z.infer<typeof schema>, path: string): string[] {
  return Object.entries(given)
    .filter(([name, value]) => value !== null && Object.hasOwn(ofPublishing, name))
    .map(
      ([name]) =>
        `${path}.options.${name} is about publishing, which is repeated here until it is done; max_retries says how often the task may be retried.`,
    );
}

/** What Celery's own calls and signatures have besides: of its brokers, and of the canvas that a signature was part of. */
const CELERYS: ReadonlySet<string> = new Set(
  [
    "link link_error fail_fast chain chord group_id group_index interval root_id parent_id reply_to",
    "add_to_parent replaced_task_nesting retries stamped_headers shadow exchange routing_key route_name",
    "serializer compression delivery_mode mandatory immediate expiration producer connection timeout",
    "confirm_timeout",
  ].flatMap((names) => names.split(" ")),
);

const KNOWN = Object.keys({ ...effective, ...ofPublishing });

/** Names that mean nothing, here or to Celery, but for the stamps of its own. */
function unknownIn(raw: JsonObject, path: string): string[] {
  const { stamped_headers: stamps } = raw;
  const isStamp = (name: string): boolean => Array.isArray(stamps) && stamps.includes(name);

  return Object.keys(raw)
    .filter((name) => !KNOWN.includes(name) && !CELERYS.has(name) && !isStamp(name))
    .map(
      (name) => `${path}.options.${name} is no option and has no effect${didYouMean(name, KNOWN)}`,
    );
}

function problemOf(
  { path: inside, message }: z.core.$ZodIssue,
  raw: JsonObject,
  path: string,
): Problem {
  const came = JSON.stringify(inside.reduce(memberOf, raw)) ?? "nothing";

  return {
    kind: "bad-option",
    path: `${path}.options.${inside.join(".")}`,
    message: `${message}; got ${came.length > 80 ? `${came.slice(0, 80)}…` : came}.`,
  };
}

function memberOf(value: unknown, name: PropertyKey): unknown {
  return isPlainObject(value) ? value[String(name)] : undefined;
}
