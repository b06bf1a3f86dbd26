/** What result backends, the API and the gate of a queue say to each other. Every call may be repeated. */
import { z } from "zod";

import { parseRate } from "../policy/rate.ts";
import { taskMessage } from "./message.ts";

/** A task that asks to be let through. */
const gateItem = z.object({
  /** As it will be sent; its call too, where that is small. */
  message: taskMessage,
  /** 0 to 9, 9 first. */
  priority: z.int(),
  /** When it became ready: who waits longer grows more urgent. */
  at: z.number(),
  /** What its call asks for; 0: no rate. */
  perSecond: z.number(),
  /** With all of this key no more than `limit` run at once; null: there is no such limit. */
  key: z.string().nullable(),
  limit: z.int(),
});
export type GateItem = z.infer<typeof gateItem>;

/** What a result backend must know of a queue: which of its tasks go to the gate. */
export const knownLimits = z.object({
  /** Grows with each change. */
  version: z.int(),
  /** All of them. */
  isLimited: z.boolean(),
  /** Those of these names, else only those whose calls have limits of their own. */
  tasks: z.array(z.string()),
});
export type KnownLimits = z.infer<typeof knownLimits>;

const RATE = "expected a rate above 0 such as 10/s, 10/m or 10/h, or null for no limit";

/** As the API takes it: nothing that means "no limit" but null. */
export const rateLimit = z
  .union([z.string(), z.number()], RATE)
  .refine((given) => perSecondOf(String(given)) > 0, RATE)
  .transform((given) => (/\/[smh]$/.test(String(given)) ? String(given) : `${given}/s`))
  .nullable();

export const queueLimits = z.object({
  /** As Celery writes it, such as "10/m". */
  rate_limit: z.string().nullable(),
  /** How many of its tasks run at once at most. */
  concurrency: z.int().nullable(),
  paused: z.boolean(),
});
export type QueueLimits = z.infer<typeof queueLimits>;

/** How many of those that wait at a gate are kept there by what. */
const heldCounts = z.object({
  /** The queue is paused. */
  paused: z.int(),
  /** The next token, of the queue or of their task, is not there yet. */
  rate: z.int(),
  /** As many run as may run at once. */
  concurrency: z.int(),
  /** As many of their key run as may. */
  key: z.int(),
});
export type HeldCounts = z.infer<typeof heldCounts>;

/** What a gate tells of its queue. */
export interface GateView {
  readonly limits: QueueLimits;
  readonly held: HeldCounts;
}

/** The rates that were set for tasks while they run; null: none at all, whatever their code says. */
export type TaskRates = Readonly<Record<string, string | null>>;

/** One execution of a task. */
export interface GatedTask {
  readonly run: string;
  readonly node: number;
  readonly attempt: number;
}

export interface AdmitRequest {
  /** The shard that asks: it is told of changes from then on. */
  readonly shard: number;
  /** What it knows; null: nothing yet. */
  readonly version: number | null;
  readonly items: readonly GateItem[];
}

export interface AdmitReply {
  /** False: none of them, since the shard did not know what holds now. */
  readonly taken: boolean;
  readonly known: KnownLimits;
}

export interface QueueGateRpc {
  admit(request: AdmitRequest): Promise<AdmitReply>;
  /** These are over, or not wanted any more. */
  leave(tasks: readonly GatedTask[]): Promise<void>;
  /** Which of these are in the line, in order. */
  has(tasks: readonly GatedTask[]): Promise<readonly boolean[]>;
  look(): Promise<GateView>;
  change(limits: Partial<QueueLimits>): Promise<GateView>;
  /** The rate of a task in this queue, in place of what its calls ask for; null: none at all. */
  limitTask(task: string, rate: string | null): Promise<void>;
  taskRates(): Promise<TaskRates>;
}

/** Of a queue, in one shard. */
export interface QueueCounts {
  readonly queue: string;
  readonly waiting: number;
  readonly delayed: number;
  readonly running: number;
  /** Since when the first of those that wait does, milliseconds; null: none waits. */
  readonly oldestAt: number | null;
  /** How many became ready for it in the last minute, and how many consumers took from it. */
  readonly arrived: number;
  readonly taken: number;
}

/** What a result backend answers of queues. */
export interface LimitedBackendRpc {
  /** From the gate of a queue: what holds there now. */
  limited(queue: string, known: KnownLimits): Promise<void>;
  /** Which of these are not over, in order. */
  alive(tasks: readonly GatedTask[]): Promise<readonly boolean[]>;
  /** The queues that something waits for or runs from. */
  queues(): Promise<readonly QueueCounts[]>;
  /** Revokes what waits in a queue; how many tasks that were. */
  purge(queue: string): Promise<number>;
}

export const queueView = queueLimits.extend({
  name: z.string(),
  /** Ready to run: held back, on their way to a consumer, or in the queue. */
  waiting: z.int(),
  /** They wait for a time. */
  delayed: z.int(),
  running: z.int(),
  oldest_waiting_s: z.number().nullable(),
  /** Of those that wait: how many its gate holds back, and why. */
  held: heldCounts,
  /** In the last minute: how many became ready, and how many consumers took. */
  in_per_minute: z.int(),
  out_per_minute: z.int(),
});
export type QueueView = z.infer<typeof queueView>;

/** 0: no limit. What is no rate is none. */
export function perSecondOf(rate: string | null): number {
  const parsed = parseRate(rate);

  return parsed.ok ? parsed.perSecond : 0;
}
