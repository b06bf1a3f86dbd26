/** What the API shows (design of the REST contract): snake_case, times as ISO 8601 with milliseconds, states Celery's upper case. */
import { z } from "zod";

import { jsonObject, jsonValue } from "./json.ts";

/** Celery's states as the API shows them. READY and SENT inside are PENDING and RECEIVED here. */
export const TASK_STATES = [
  "PENDING",
  "RECEIVED",
  "STARTED",
  "RETRY",
  "SUCCESS",
  "FAILURE",
  "REVOKED",
  "IGNORED",
] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** States that never change again (but by a retry of the run). */
export const READY_STATES: ReadonlySet<TaskState> = new Set([
  "SUCCESS",
  "FAILURE",
  "REVOKED",
  "IGNORED",
]);

const time = z.iso.datetime();
const state = z.enum(TASK_STATES);

const errorView = z.object({
  type: z.string(),
  message: z.string(),
  traceback: z.string().nullable(),
  /** The task whose own failure this is. */
  task_id: z.string().nullable(),
});
export type ErrorView = z.infer<typeof errorView>;

const pastAttemptView = z.object({
  queued_at: time.nullable(),
  started_at: time.nullable(),
  finished_at: time,
  error: errorView.nullable(),
});
export type PastAttemptView = z.infer<typeof pastAttemptView>;

/** A state of the task's own making, and what belongs to it. */
const progressView = z.object({ state: z.string(), meta: jsonValue });
export type ProgressView = z.infer<typeof progressView>;

export const nodeView = z.object({
  task_id: z.string(),
  name: z.string(),
  state,
  /** What the running task says of how far it is; `state` is STARTED then. */
  progress: progressView.optional(),
  result: jsonValue,
  /** Where the result is when it is too large for this answer. */
  result_url: z.string().optional(),
  error: errorView.nullable(),
  retries: z.int(),
  attempts: z.int(),
  /** The attempts before this one, at most the last ten, the newest last; left out when there are none. */
  past_attempts: z.array(pastAttemptView).optional(),
  queue: z.string(),
  parent_id: z.string().nullable(),
  group_id: z.string().nullable(),
  /** The `task_id` that the call asked for. Inside a canvas it leads nowhere. */
  requested_id: z.string().optional(),
  queued_at: time.nullable(),
  started_at: time.nullable(),
  finished_at: time.nullable(),
});
export type NodeView = z.infer<typeof nodeView>;

/**
 * When everything happened, of thousands of nodes in few bytes: the n-th of each list belongs to one node. Times are milliseconds since
 * the run was created; null: it has not come so far, or never did.
 */
export const timesView = z.object({
  /** Numbers of the nodes within their run. */
  nodes: z.array(z.int()),
  states: z.array(state),
  queued: z.array(z.int().nullable()),
  started: z.array(z.int().nullable()),
  finished: z.array(z.int().nullable()),
  next_cursor: z.string().nullable(),
});
export type TimesView = z.infer<typeof timesView>;

const costView = z.object({
  queue_operations: z.number(),
  do_requests: z.number(),
  rows_written: z.number(),
  rows_read: z.number(),
  usd: z.number(),
});
export type CostView = z.infer<typeof costView>;

export const runView = z.object({
  run_id: z.string(),
  name: z.string().nullable(),
  state,
  result: jsonValue,
  /** Where the result is when it is too large for this answer. */
  result_url: z.string().optional(),
  error: errorView.nullable(),
  created_at: time,
  finished_at: time.nullable(),
  counts: z.partialRecord(state, z.int()),
  cost: costView,
  nodes: z.array(nodeView).optional(),
  nodes_truncated: z.boolean().optional(),
});
export type RunView = z.infer<typeof runView>;

export const runSummary = z.object({
  run_id: z.string(),
  /** "task" for a lone task. */
  kind: z.enum(["canvas", "task"]),
  name: z.string().nullable(),
  state,
  created_at: time,
  finished_at: time.nullable(),
  counts: z.partialRecord(state, z.int()),
});
export type RunSummary = z.infer<typeof runSummary>;

/** Celery's result meta. */
export const taskMeta = z.object({
  task_id: z.string(),
  name: z.string(),
  /** Celery's, or one of the task's own making while it runs. */
  status: z.string(),
  state: z.string(),
  /** Of a task that tells how far it is, what it tells. */
  result: jsonValue,
  /** Where the result is when it is too large for this answer. */
  result_url: z.string().optional(),
  error: errorView.nullable(),
  traceback: z.string().nullable(),
  retries: z.int(),
  args: z.array(jsonValue),
  kwargs: jsonObject,
  queue: z.string(),
  date_done: time.nullable(),
  parent_id: z.string().nullable(),
  root_id: z.string(),
  group_id: z.string().nullable(),
  requested_id: z.string().optional(),
  children: z.array(z.string()),
  /** Seconds from start to end. */
  runtime: z.number().nullable(),
});
export type TaskMeta = z.infer<typeof taskMeta>;
