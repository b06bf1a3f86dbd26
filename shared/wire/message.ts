/**
 * What travels through a Cloudflare Queue: one task to run. The stored plan is the truth; a message only says where to look,
 * and carries small arguments itself so that most claims need no second look.
 */
import { z } from "zod";

import { isPlainObject } from "../canvas/describe.ts";

/** The newest message version this code writes and reads. An unknown one is left to the newer code: it is retried, not dropped. */
export const MESSAGE_VERSION = 1;

/** Arguments up to this many bytes of JSON travel in the message; larger ones are handed out by the claim. */
export const INLINE_ARGUMENT_BYTES = 2048;

export interface TaskMessage {
  /** Message version. */
  readonly v: typeof MESSAGE_VERSION;
  /** Run id; its shard is inside it. */
  readonly run: string;
  /** Index of the node in the run's plan. */
  readonly node: number;
  /** Which execution this is, from 1 on; a report for another one is stale. */
  readonly attempt: number;
  /** Registered task name. */
  readonly task: string;
  /** The call as JSON text `[args, kwargs]`, the predecessor's result already prepended; null: ask the claim for it. */
  readonly call: string | null;
  /** When the gate of its queue let it through, and whether it counts there as running; absent: it passed no gate. */
  readonly released?: { readonly at: number; readonly isCounted: boolean };
}

/** Looked at by hand: every task comes by here, and a `z.object` takes ten times as long. */
export const taskMessage = z.custom<TaskMessage>(
  isTaskMessage,
  `Invalid input: expected a task message of version ${MESSAGE_VERSION}`,
);

function isTaskMessage(body: unknown): boolean {
  if (!isPlainObject(body)) {
    return false;
  }

  const { v, run, node, attempt, task, call, released } = body;

  return (
    v === MESSAGE_VERSION &&
    typeof run === "string" &&
    isCount(node, 0) &&
    isCount(attempt, 1) &&
    typeof task === "string" &&
    (call === null || typeof call === "string") &&
    (!("released" in body) || isRelease(released))
  );
}

function isCount(value: unknown, least: number): boolean {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= least;
}

function isRelease(value: unknown): boolean {
  return (
    isPlainObject(value) && Number.isFinite(value["at"]) && typeof value["isCounted"] === "boolean"
  );
}
