/** What a task threw, as the error that is stored. */
import { describe } from "../canvas/describe.ts";
import { cutError } from "../engine/errors.ts";
import type { TaskError } from "../engine/outcome.ts";

export function taskErrorOf(thrown: unknown): TaskError {
  return cutError(errorOf(thrown));
}

/** A proxy or a getter may throw at whoever reads it. */
export function readable(thrown: unknown): unknown {
  try {
    errorOf(thrown);

    return thrown;
  } catch {
    return new Error("The task threw something that cannot be read.");
  }
}

function errorOf(thrown: unknown): TaskError {
  if (!(thrown instanceof Error)) {
    return {
      type: "Error",
      message: typeof thrown === "string" ? thrown : `The task threw ${describe(thrown)}.`,
      traceback: null,
    };
  }

  return {
    type: typeOf(thrown),
    message: textOf(thrown.message),
    traceback: thrown.stack === undefined ? null : textOf(thrown.stack),
  };
}

/** A subclass that does not set `name` is still called by its own name, as in Celery. */
export function typeOf(error: Error): string {
  const name = textOf(error.name);
  const type = name === "Error" ? error.constructor.name || name : name;

  return type;
}

/** JavaScript lets anybody put anything into an error. */
function textOf(value: unknown): string {
  return typeof value === "string" ? value : describe(value);
}
