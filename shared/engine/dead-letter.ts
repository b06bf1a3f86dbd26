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
    id: `${at.toString(16).padStart(12, "0")}-${run.id}.${node}.${attempt}`,
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

const DEAD_ID = /^[0-9a-f]{12}-(?<run>[0-9a-f-]{36})\.\d+\.\d+$/;

/** The run that a dead letter is of, by our own id; undefined: it is no id of a dead letter. */
export function runOfDeadLetter(id: string): string | undefined {
  const run = DEAD_ID.exec(id)?.groups?.["run"];

  return run !== undefined && isRunId(run) ? run : undefined;
}
