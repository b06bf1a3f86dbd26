/**
 * Schedule entries on the wire: as they are posted and stored, as the API shows them, and what the Worker and the `Beat` object say to each
 * other.
 */
import { z } from "zod";

import { isPlainObject } from "../canvas/describe.ts";
import { postedGraph } from "../graph/posted-graph.ts";
import { OVERLAPS } from "../schedule/firing.ts";
import { instant, scheduleJson, timezone } from "../schedule/schedule-json.ts";
import { fields } from "./fields.ts";
import { jsonObject, jsonValue } from "./json.ts";

/** A day. */
const MAX_JITTER_SECONDS = 86_400;
const MAX_DEADLINE_SECONDS = 3_155_760_000;

const seconds = z.number("expected seconds").nonnegative("expected at least 0 seconds");

/** What is fired: a task with its arguments, a canvas as Celery's signature JSON, or a drawn graph. */
const call = {
  task: z.string().min(1).optional(),
  args: z.array(jsonValue).readonly().optional(),
  kwargs: jsonObject.optional(),
  canvas: jsonValue.optional(),
  graph: postedGraph.optional(),
  /** Calling options, of the task or of the whole canvas. */
  options: jsonObject.optional(),
};

const CALLED = ["task", "canvas", "graph"] as const;

export const scheduleDefinition = fields({
  ...call,
  schedule: scheduleJson,
  timezone: timezone.default("UTC"),
  enabled: z.boolean().default(true),
  overlap: z.enum(OVERLAPS, `expected one of ${OVERLAPS.join(", ")}`).default("skip"),
  /** Seconds after its time within which a run may still start. */
  deadline: seconds.max(MAX_DEADLINE_SECONDS).nullable().default(null),
  /** Seconds up to which each run starts later, by chance. */
  jitter: seconds.max(MAX_JITTER_SECONDS, `expected at most ${MAX_JITTER_SECONDS}`).default(0),
  /** Nothing is due after this. */
  ends_at: instant.nullable().default(null),
})
  .refine(
    (given) => CALLED.filter((kind) => given[kind] !== undefined).length === 1,
    `expected one of ${CALLED.join(", ")}, and only one`,
  )
  .refine(({ task, args, kwargs }) => task !== undefined || (args ?? kwargs) === undefined, {
    path: ["args"],
    message: "expected only with a task: a canvas and a graph have those of their tasks",
  })
  .refine(({ graph, options }) => graph === undefined || options === undefined, {
    path: ["options"],
    message: "expected only with a task or a canvas: a graph has those of its nodes",
  })
  .refine((given) => !wholesOf(given).some(hasTaskId), {
    path: ["options", "task_id"],
    message: "expected none: each run of a schedule has an id of its own",
  })
  .refine(({ schedule: { every }, jitter }) => every === undefined || jitter <= every, {
    path: ["jitter"],
    message: "expected no more than the interval",
  });
export type ScheduleDefinition = z.infer<typeof scheduleDefinition>;

/** The options that count for all that is fired: those of a graph's only node among them. */
function wholesOf({
  canvas,
  graph,
  options,
}: Partial<z.infer<z.ZodObject<typeof call>>>): readonly unknown[] {
  return [options, optionsOf(canvas), graph?.nodes.length === 1 ? graph.nodes[0]?.options : null];
}

function optionsOf(canvas: unknown): unknown {
  return isPlainObject(canvas) ? canvas["options"] : undefined;
}

function hasTaskId(options: unknown): boolean {
  return isPlainObject(options) && (options["task_id"] ?? null) !== null;
}

/** Any text that can be written in one line; in an address it is percent-encoded. */
export const scheduleName = z
  .string()
  .regex(/^[^\p{C}\s]([^\p{C}]{0,198}[^\p{C}\s])?$/u, "expected 1 to 200 characters in one line");

const time = z.iso.datetime();

export const firingView = z.object({
  /** When it was due; null: it was started by hand. */
  due_at: time.nullable(),
  at: time,
  /** `refused`: what was to be fired can no longer be submitted. */
  outcome: z.enum(["fired", "skipped", "refused"]),
  run_id: z.string().nullable(),
  /** Why it was skipped or refused. */
  reason: z.string().nullable(),
});
export type FiringView = z.infer<typeof firingView>;

export type ScheduleView = ScheduleDefinition & {
  readonly name: string;
  /** Entries of `worker/beat-schedule.ts` are changed there. */
  readonly source: "api" | "code";
  /** The schedule in words. */
  readonly description: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly last_run_at: string | null;
  readonly last_run_id: string | null;
  /** null: it is disabled, or never due again. */
  readonly next_run_at: string | null;
  readonly total_run_count: number;
  /** The last firings, newest first. */
  readonly history: readonly FiringView[];
};

export type Changed =
  | { readonly kind: "done"; readonly entry: ScheduleView }
  | { readonly kind: "exists" | "unknown" | "in-code" | "full" }
  /** Somebody else changed it since it was read. */
  | { readonly kind: "changed" };

export interface FiredByHand {
  readonly firing: FiringView;
  /** As it is now; null: it was removed meanwhile. */
  readonly entry: ScheduleView | null;
}

export interface BeatRpc {
  /** The cron trigger: fires what is due, sets an alarm that got lost. Any number of calls do no harm. */
  tick(): Promise<void>;
  list(): Promise<readonly ScheduleView[]>;
  find(name: string): Promise<ScheduleView | null>;
  create(name: string, definition: ScheduleDefinition): Promise<Changed>;
  /** `readAt` is the `updated_at` of what the change was made to. */
  replace(name: string, definition: ScheduleDefinition, readAt: string): Promise<Changed>;
  enable(name: string, enabled: boolean): Promise<Changed>;
  remove(name: string): Promise<"removed" | "unknown" | "in-code">;
  /** Fires now, under this run id, whatever runs already; null: there is no such entry. */
  fire(name: string, runId: string): Promise<FiredByHand | null>;
}
