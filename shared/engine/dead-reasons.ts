/** Why a task is kept as a dead letter: it failed in a way that nothing in the system will mend by itself. */
export const DEAD_REASONS = [
  /** It refused its call for good, by Reject. */
  "rejected",
  /** It had all its retries. */
  "retries_exhausted",
  /** Its worker died too often, or once where it must not run twice. */
  "worker_lost",
  /** No queue delivered it. */
  "lost_in_transport",
] as const;
export type DeadReason = (typeof DEAD_REASONS)[number];
