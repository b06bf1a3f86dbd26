/** What a task threw, as the error that is stored. */
import { describe } from "../canvas/describe.ts";
import type { TaskError } from "../engine/outcome.ts";

const MAX_TYPE_CHARACTERS = 200;
const MAX_TEXT_CHARACTERS = 4000;

export function taskErrorOf(thrown: unknown): TaskError {
  if (!(thrown instanceof Error)) {
    return {
      type: "Error",
      message: typeof thrown === "string" ? cut(thrown) : `The task threw ${describe(thrown)}.`,
      traceback: null,
    };
  }

  return {
    type: typeOf(thrown).slice(0, MAX_TYPE_CHARACTERS),
    message: cut(textOf(thrown.message)),
    traceback: thrown.stack === undefined ? null : cut(textOf(thrown.stack)),
  };
}

/** A subclass that does not set `name` is still called by its own name, as in Celery. */
function typeOf(error: Error): string {
  const name = textOf(error.name);

  return name === "Error" ? error.constructor.name || name : name;
}

/** JavaScript lets anybody put anything into an error. */
function textOf(value: unknown): string {
  return typeof value === "string" ? value : describe(value);
}

function cut(text: string): string {
  return text.slice(0, MAX_TEXT_CHARACTERS);
}
