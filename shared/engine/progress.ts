/**
 * How far a task is, as it says itself (Celery's `update_state`): a state of its own making and what belongs to it. Live information: it is
 * shown while the task runs, and never stored; whoever runs the task tells it again with each renewal of its lease.
 */
import type { JsonText } from "../canvas/json.ts";

export interface Progress {
  /** Such as PROGRESS. Counts as STARTED. */
  readonly state: string;
  readonly meta: JsonText;
}

export function isSameProgress(one: Progress | null, other: Progress | null): boolean {
  return one?.state === other?.state && one?.meta === other?.meta;
}
