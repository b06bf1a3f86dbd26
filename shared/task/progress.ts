/** What a task may say of how far it is. */
import { assertJson } from "../canvas/json-check.ts";
import type { Progress } from "../engine/progress.ts";
import { utf8Bytes } from "../engine/values.ts";
import { TASK_STATES } from "../wire/views.ts";

/** A state of its own making, PROGRESS unless told otherwise, and any JSON that belongs to it. */
export interface StateUpdate {
  readonly state?: string;
  readonly meta?: unknown;
}

/** It travels with every renewal of the lease. */
const MAX_META_BYTES = 16 * 1024;

const STATE = /^[A-Z][A-Z0-9_]{0,49}$/;

/** Those that the backend gives. */
const TAKEN: ReadonlySet<string> = new Set(TASK_STATES);

/** Throws a TypeError or RangeError that says what is wrong with it. */
export function progressOf({ state = "PROGRESS", meta = null }: StateUpdate): Progress {
  if (!STATE.test(state) || TAKEN.has(state)) {
    throw new TypeError(
      `updateState() expects a state of up to 50 capital letters, digits and _, and none of Celery's own (${[...TAKEN].join(", ")}); got "${state}".`,
    );
  }

  assertJson(meta, "updateState: meta");

  const text = JSON.stringify(meta);
  const bytes = utf8Bytes(text);

  if (bytes > MAX_META_BYTES) {
    throw new RangeError(
      `updateState() takes at most ${MAX_META_BYTES} bytes of meta as JSON; got ${bytes}. Store the data elsewhere and name it.`,
    );
  }

  return { state, meta: text };
}
