/** Errors that the engine itself makes, worded as Celery words them. */
import type { TaskError } from "./outcome.ts";

/** Somebody revoked the task. */
export const REVOKED_ERROR: TaskError = Object.freeze({
  type: "TaskRevokedError",
  message: "revoked",
  traceback: null,
});

/** A member of a chord's header did not reach a result. */
export function chordError(taskId: string, cause: TaskError | null): TaskError {
  const raised = cause === null ? "None" : `${cause.type}(${reprOf(cause.message)})`;

  return { type: "ChordError", message: `Dependency ${taskId} raised ${raised}`, traceback: null };
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
    .replaceAll(quote, `\\${quote}`);

  return quote + escaped + quote;
}
