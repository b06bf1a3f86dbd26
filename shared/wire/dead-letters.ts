/** Dead letters across the boundaries: how they are asked for, and how the API shows them. */
import { z } from "zod";

import type { JsonText } from "../canvas/json.ts";
import type { DeadHead, Replay } from "../engine/dead-letter.ts";
import { DEAD_REASONS } from "../engine/dead-reasons.ts";
import { jsonObject } from "./json.ts";
import type { SubmitRun } from "./rpc.ts";

export interface DeadLetterQuery {
  readonly task: string | null;
  readonly queue: string | null;
  readonly reason: string | null;
  /** True: only those that were replayed; false: only the others. */
  readonly replayed: boolean | null;
  /** Letters older than this one, by its id; null: from the newest. */
  readonly before: string | null;
  readonly limit: number;
}

export interface ListedLetter {
  readonly head: DeadHead;
  /** null: it was not replayed. */
  readonly replay: Replay | null;
}

export interface DeadLetter extends ListedLetter {
  /** `[args, kwargs]`, as the task was called. */
  readonly call: JsonText;
}

export interface DeadLetterReply {
  readonly letters: readonly ListedLetter[];
  /** The id of the oldest letter looked at; null: everything was seen. */
  readonly scannedTo: string | null;
}

/** Dead letters to be run again, all of them letters of one shard. */
export interface ReplayRequest {
  /** Sent again it is answered again. */
  readonly request: string;
  readonly ids: readonly string[];
  /** `[args, kwargs]` in place of what they died of; null: as they were. */
  readonly call: JsonText | null;
}

/** Likewise, those whose runs are gone: each as a run of its own. */
export interface ReplayRunsRequest extends Pick<ReplayRequest, "request"> {
  readonly letters: readonly {
    readonly id: string;
    readonly run: SubmitRun;
    readonly isEdited: boolean;
  }[];
}

export type ReplayReply =
  | { readonly kind: "replayed"; readonly replay: Replay }
  /** By another request, before. */
  | { readonly kind: "already"; readonly replay: Replay }
  /** Its run goes on, and can be run again only when it is over. */
  | { readonly kind: "running"; readonly runId: string }
  /** Its task was run again since, by a retry. */
  | { readonly kind: "outdated"; readonly runId: string; readonly taskId: string }
  /** Its run is not kept any more. */
  | { readonly kind: "gone" }
  | { readonly kind: "unknown" };

/** What a shard answers about its dead letters. */
export interface DeadLettersRpc {
  deadLetters(query: DeadLetterQuery): Promise<DeadLetterReply>;
  deadLetter(id: string): Promise<DeadLetter | null>;
  /** The first of these, as many as fit into one answer and at least one; without those that are not there. */
  deadLettersOf(ids: readonly string[]): Promise<readonly DeadLetter[]>;
  /** How many of them there were. */
  removeDeadLetters(ids: readonly string[]): Promise<number>;
  /** In their runs, where those are there. One reply for each, in order. */
  replay(request: ReplayRequest): Promise<readonly ReplayReply[]>;
  replayAsRuns(request: ReplayRunsRequest): Promise<readonly ReplayReply[]>;
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
  /** When and as what it was run again; null: it was not. */
  replayed: z
    .object({
      at: z.iso.datetime(),
      /** `in_run`: its own run went on from it; `own_run`: that was gone, and this is a run of its own. */
      as: z.enum(["in_run", "own_run"]),
      run_id: z.string(),
      task_id: z.string(),
      /** With other arguments. */
      edited: z.boolean(),
    })
    .nullable(),
});
export type DeadLetterView = z.infer<typeof deadLetterView>;
