/** What became of one execution of a task, as its consumer reports it. Exceptions exist only at the task's own edge. */
import type { JsonText } from "../canvas/json.ts";
import type { DeadReason } from "./dead-reasons.ts";

/** An error as it is stored and shown. `type` is the exception's name (`ValueError`), `message` its text. */
export interface TaskError {
  readonly type: string;
  readonly message: string;
  /** The stack, cut to 3,000 characters; null for errors that no code raised (revoked, chord failures). */
  readonly traceback: string | null;
}

export type Outcome =
  | { readonly kind: "success"; readonly value: JsonText }
  /** `dead`: why it is to be kept as a dead letter. */
  | { readonly kind: "failure"; readonly error: TaskError; readonly dead?: DeadReason }
  /** It asks to be run again, for this error, in so many milliseconds. */
  | { readonly kind: "retry"; readonly error: TaskError; readonly delayMs: number }
  /** It asked to be ignored: it has no result, and what depends on it does not run. */
  | { readonly kind: "ignored" }
  /** It handed its message back, to be delivered once more; with this error it fails when that was the last time. */
  | { readonly kind: "requeue"; readonly error: TaskError }
  /** Whoever ran it died, and left word that it had. */
  | { readonly kind: "lost" }
  /** It puts a canvas in its place: the compiled plan, cut as plans are stored (`plan-parts.ts`). */
  | { readonly kind: "replaced"; readonly planParts: readonly JsonText[] };
