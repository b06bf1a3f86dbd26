/** Exceptions by Celery's and Python's names, for tasks to throw. A task may throw anything; its `name` becomes the error's type. */

/** An argument has the right type and a value that will not do. */
export class ValueError extends Error {
  override readonly name = "ValueError";
}

/** The task asks to be ignored: it ends IGNORED, without a result, and what depends on it does not run. */
export class Ignore extends Error {
  override readonly name = "Ignore";
}

/** No task of that name is registered where the task ran. */
export class NotRegistered extends Error {
  override readonly name = "NotRegistered";
}
