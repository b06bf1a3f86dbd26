import type { DeadReason } from "../../shared/engine/dead-reasons.ts";
import type { DeadLetterView } from "../../shared/wire/dead-letters.ts";

/** Why a letter is here: in a word, and in a sentence; and as what it was run again. */
export const REASON_WORDS: Readonly<Record<DeadReason, string>> = {
  rejected: "rejected",
  retries_exhausted: "retries spent",
  worker_lost: "worker lost",
  lost_in_transport: "lost in transport",
};

export const REASON_SENTENCES: Readonly<Record<DeadReason, string>> = {
  rejected: "The task refused its call for good.",
  retries_exhausted: "It asked for a retry, and had had them all.",
  worker_lost: "Its worker died with it too often, or once where it must not run twice.",
  lost_in_transport: "No queue delivered its message, nor those that were sent after it.",
};

export const REPLAY_WORDS: Readonly<Record<NonNullable<DeadLetterView["replayed"]>["as"], string>> =
  {
    in_run: "its run went on",
    own_run: "as a run of its own",
  };
