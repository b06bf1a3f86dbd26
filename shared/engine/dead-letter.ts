/** What is kept of a task as a dead letter. */
import { z } from "zod";

import { jsonObject } from "../wire/json.ts";
import { planNodeAt } from "./call.ts";
import { DEAD_REASONS, type DeadReason } from "./dead-reasons.ts";
import { isRunId, taskIdOf } from "./ids.ts";
import { replayOptions } from "./options.ts";
import type { TaskError } from "./outcome.ts";
import { type RunState, nodeAt } from "./run.ts";

/** A node that fails with what is to be kept. */
export interface DeadNode {
  readonly node: number;
  readonly reason: DeadReason;
  readonly error: TaskError;
}

/** A dead letter without its call. */
export const deadHead = z.object({
  id: z.string(),
  /** Milliseconds. */
  diedAt: z.number(),
  reason: z.enum(DEAD_REASONS),
  error: z.object({ type: z.string(), message: z.string(), traceback: z.string().nullable() }),
  task: z.string(),
  taskId: z.string(),
  /** By the id that it is shown under. */
  runId: z.string(),
  runName: z.string().nullable(),
  queue: z.string(),
  /** As a signature has them: those that count for a call that is made now. */
  options: jsonObject,
  attempts: z.int(),
  retries: z.int(),
  /** Deliveries that ended without an outcome before the last one. */
  deliveries: z.int(),
});
export type DeadHead = z.infer<typeof deadHead>;

export function deadHeadOf(run: RunState, { node, reason, error }: DeadNode, at: number): DeadHead {
  const { task, options } = planNodeAt(run, node);
  const { attempt, retries, transport } = nodeAt(run, node);

  return {
    id: `${firstDeadIdAt(at)}-${run.id}.${node}.${attempt}`,
    diedAt: at,
    reason,
    error: { ...error },
    task,
    taskId: taskIdOf(run, node),
    runId: run.publicId,
    runName: run.name,
    queue: options.queue,
    options: replayOptions(options),
    attempts: attempt,
    retries,
    deliveries: transport.deliveries,
  };
}

/** How a dead letter was run again. */
export const replay = z.object({
  /** Milliseconds. */
  at: z.number(),
  /** What asked for it: asked again, it is answered with this. */
  request: z.string(),
  /** `in_run`: it went on in the run that it died in; `own_run`: that one was gone, and it is a run of its own. */
  as: z.enum(["in_run", "own_run"]),
  runId: z.string(),
  taskId: z.string(),
  /** With other arguments than it died of. */
  isEdited: z.boolean(),
});
export type Replay = z.infer<typeof replay>;

export interface ReplayedLetter {
  readonly id: string;
  readonly replay: Replay;
}

/** What the id of a dead letter says. */
export interface DeadAddress {
  readonly diedAt: number;
  /** By our own id. */
  readonly run: string;
  readonly node: number;
  readonly attempt: number;
}

const DEAD_ID = /^([0-9a-f]{12})-([0-9a-f-]{36})\.(\d+)\.(\d+)$/;

/** undefined: it is no id of a dead letter. */
export function parseDeadId(id: string): DeadAddress | undefined {
  const [, time = "", run = "", node, attempt] = DEAD_ID.exec(id) ?? [];

  return isRunId(run)
    ? {
        diedAt: Number.parseInt(time, 16),
        run,
        node: Number(node),
        attempt: Number(attempt),
      }
    : undefined;
}

/** Sorts before the ids of all letters that died then or later, and after the others. */
export function firstDeadIdAt(at: number): string {
  return Math.max(0, at).toString(16).padStart(12, "0");
}
