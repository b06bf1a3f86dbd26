/** When a node may start, and until when: read off the options of its call at the moment it becomes ready. */
import type { NodeOptions } from "./plan.ts";
import { type NodeState, isFinal } from "./run.ts";

/** Not before this instant. */
export function dueAt({ countdown = 0, eta = 0 }: NodeOptions, readyAt: number): number {
  return Math.max(readyAt + countdown * 1000, eta);
}

/** 0: never. */
export function expiresAt({ expires }: NodeOptions, readyAt: number): number {
  if (expires === undefined) {
    return 0;
  }

  // An instant before 1970 is over all the same, and 0 would be never.
  return "at" in expires ? Math.max(1, expires.at) : readyAt + expires.seconds * 1000;
}

/** When a node must be looked at again for the time's sake; 0: never. */
export function nodeTimer({ status, dueAt: due, expiresAt: deadline }: NodeState): number {
  if (isFinal(status) || status === "EXPANDED") {
    return 0;
  }

  return due > 0 && deadline > 0 ? Math.min(due, deadline) : Math.max(due, deadline);
}
