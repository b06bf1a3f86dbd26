/** Dead letters across the boundaries: how they are asked for, and how the API shows them. */
import { z } from "zod";

import type { JsonText } from "../canvas/json.ts";
import type { DeadHead } from "../engine/dead-letter.ts";
import { DEAD_REASONS } from "../engine/dead-reasons.ts";
import { jsonObject } from "./json.ts";

export interface DeadLetterQuery {
  readonly task: string | null;
  readonly queue: string | null;
  readonly reason: string | null;
  /** Letters older than this one, by its id; null: from the newest. */
  readonly before: string | null;
  readonly limit: number;
}

export interface DeadLetterReply {
  readonly letters: readonly DeadHead[];
  /** The id of the oldest letter looked at; null: everything was seen. */
  readonly scannedTo: string | null;
}

/** What a shard answers about its dead letters. */
export interface DeadLettersRpc {
  deadLetters(query: DeadLetterQuery): Promise<DeadLetterReply>;
  /** `call` is `[args, kwargs]` as JSON text. */
  deadLetter(id: string): Promise<{ readonly head: DeadHead; readonly call: JsonText } | null>;
  /** False: there is none. */
  removeDeadLetter(id: string): Promise<boolean>;
}

/** A dead letter in a list; asked for by itself it also has its `args` and `kwargs`. */
export const deadLetterView = z.object({
  id: z.string(),
  reason: z.enum(DEAD_REASONS),
  error: z.object({ type: z.string(), message: z.string(), traceback: z.string().nullable() }),
  name: z.string(),
  task_id: z.string(),
  run_id: z.string(),
  run_name: z.string().nullable(),
  queue: z.string(),
  /** For a call that is made now: those about when it was to run are gone. */
  options: jsonObject,
  attempts: z.int(),
  retries: z.int(),
  deliveries: z.int(),
  died_at: z.iso.datetime(),
});
export type DeadLetterView = z.infer<typeof deadLetterView>;
