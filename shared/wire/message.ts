/**
 * What travels through a Cloudflare Queue: one task to run. The stored plan is the truth; a message only says where to look,
 * and carries small arguments itself so that most claims need no second look.
 */
import { z } from "zod";

/** The newest message version this code writes and reads. An unknown one is left to the newer code: it is retried, not dropped. */
export const MESSAGE_VERSION = 1;

/** Arguments up to this many bytes of JSON travel in the message; larger ones are handed out by the claim. */
export const INLINE_ARGUMENT_BYTES = 2048;

export const taskMessage = z.object({
  /** Message version. */
  v: z.literal(MESSAGE_VERSION),
  /** Run id; its shard is inside it. */
  run: z.string(),
  /** Index of the node in the run's plan. */
  node: z.int().nonnegative(),
  /** Which execution this is; a report for another one is stale. */
  attempt: z.int().positive(),
  /** Registered task name. */
  task: z.string(),
  /** The call as JSON text `[args, kwargs]`, the predecessor's result already prepended; null: ask the claim for it. */
  call: z.string().nullable(),
  /** When the gate of its queue let it through, and whether it counts there as running; absent: it passed no gate. */
  released: z.object({ at: z.number(), isCounted: z.boolean() }).exactOptional(),
});
export type TaskMessage = z.infer<typeof taskMessage>;
