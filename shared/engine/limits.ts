/** Limits of the engine. Past one of them there is a named error, never a hang. */

/** One argument or result as JSON: a Durable Object's row holds 2 MB. https://developers.cloudflare.com/durable-objects/platform/limits/ */
export const MAX_VALUE_BYTES = 1_900_000;

/** An input put together from many results, such as the list of a chord's body. */
export const MAX_INPUT_BYTES = 16 * 1024 * 1024;

/** Task executions in one posted canvas. */
export const MAX_CANVAS_NODES = 100_000;

/** Results in one answer of the API; a larger one has an address of its own. */
export const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

/** Task executions in a run, with those that its tasks put in their place. */
export const MAX_RUN_NODES = 200_000;
