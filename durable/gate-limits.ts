/** The limits of a queue as they are stored, read in three ways. */
import type { LineLimits } from "../shared/policy/gate-line.ts";
import { type KnownLimits, type QueueLimits, perSecondOf } from "../shared/wire/gate.ts";
import type { StoredLimits } from "./gate-store.ts";

/** For the line itself. */
export function lineLimitsOf({ rate_limit, concurrency, paused, tasks }: StoredLimits): LineLimits {
  return {
    perSecond: perSecondOf(rate_limit),
    concurrency,
    paused,
    tasks: new Map(Object.entries(tasks).map(([task, rate]) => [task, perSecondOf(rate)])),
  };
}

/** For result backends. */
export function knownOf(limits: StoredLimits): KnownLimits {
  const { version, rate_limit, concurrency, paused, tasks } = limits;

  return {
    version,
    isLimited: rate_limit !== null || concurrency !== null || paused,
    tasks: Object.keys(tasks).filter((task) => tasks[task] !== null),
  };
}

/** For people. */
export function queueLimitsOf({ rate_limit, concurrency, paused }: StoredLimits): QueueLimits {
  return { rate_limit, concurrency, paused };
}
