/** Errors that the engine itself makes, worded as Celery words them. */
import type { TaskError } from "./outcome.ts";

/** Somebody revoked the task. */
export const REVOKED_ERROR: TaskError = Object.freeze({
  type: "TaskRevokedError",
  message: "revoked",
  traceback: null,
});

/** Somebody revoked the task, and stopped it where it ran. */
export const TERMINATED_ERROR: TaskError = Object.freeze({
  type: "TaskRevokedError",
  message: "terminated",
  traceback: null,
});

/** It was not started before its expiry. */
export const EXPIRED_ERROR: TaskError = Object.freeze({
  type: "TaskRevokedError",
  message: "expired",
  traceback: null,
});
/** What an error may say; a row holds many. */
const MAX_MESSAGE_CHARS = 1000;
const MAX_TRACEBACK_CHARS = 3000;

/** Each chord around a failure quotes it again, and each quoting may double its backslashes. */
const MAX_CAUSE_CHARS = 1000;

export function cutError({ type, message, traceback }: TaskError): TaskError {
  return {
    type: cut(type, 200),
    message: cut(message, MAX_MESSAGE_CHARS),
    traceback: traceback === null ? null : cut(traceback, MAX_TRACEBACK_CHARS),
  };
}

function cut(text: string, maxChars: number): string {
  return text.length > maxChars ? `${text.slice(0, maxChars - 1)}…` : text;
}

/** A member of a chord's header did not reach a result. */
export function chordError(taskId: string, cause: TaskError | null): TaskError {
  const raised =
    cause === null ? "None" : `${cause.type}(${reprOf(cut(cause.message, MAX_CAUSE_CHARS))})`;

  return { type: "ChordError", message: `Dependency ${taskId} raised ${raised}`, traceback: null };
}

/** What a task fails with whose worker died, when it may not run again. */
export function workerLost(why: string): TaskError {
  return { type: "WorkerLostError", message: why, traceback: null };
}

/** What a task fails with that no queue delivers. */
export function messageLost(resends: number): TaskError {
  return {
    type: "MessageLostError",
    message: `Lost in transport: the queue delivered neither the message nor ${resends} others sent in its place.`,
    traceback: null,
  };
}

export function payloadTooLarge(what: string, bytes: number, maxBytes: number): TaskError {
  return {
    type: "PayloadTooLarge",
    message: `${what} is ${bytes} bytes of JSON; at most ${maxBytes} can be kept.`,
    traceback: null,
  };
}

/** A string as Python's `repr` writes it: single quotes, unless the text holds one and no double quote. */
export function reprOf(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t")
    .replaceAll(quote, `\\${quote}`)
    .replaceAll(/(?! )[\p{C}\p{Z}]/gu, escapeOf);

  return quote + escaped + quote;
}

/** What is neither seen nor a space, by its code point: `\x1b`, `\u2028`, `\U000e0001`. */
function escapeOf(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);

  if (hex.length <= 2) {
    return `\\x${hex.padStart(2, "0")}`;
  }

  return hex.length <= 4 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}
