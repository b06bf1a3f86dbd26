/**
 * Leases: the right to run a node, while it is run. They live in the backend's memory; the run keeps only who holds one that was
 * renewed, so that a long task is not started again after a restart, and a short one costs no row.
 *
 * A second message for what is leased is refused. The same message delivered once more proves that its consumer died, and so does a
 * lease that nobody renewed in time.
 */

import type { Progress } from "./progress.ts";

/** Who runs a node. */
export interface Holder {
  /** The claim that got it: the same claim, repeated because its answer got lost, gets it again. */
  readonly claimId: string;
  /** Cloudflare's id of the message that carries the task; null when a runner has it: no delivery proves anything then. */
  readonly messageId: string | null;
  /** How often that message had been delivered. */
  readonly deliveries: number;
  readonly startedAt: number;
}

export interface Lease extends Holder {
  readonly attempt: number;
  /** Nobody renewed it by then: its worker died. */
  readonly until: number;
  /** What the task said last; null: nothing. */
  readonly progress: Progress | null;
}

/** A lease is renewed so long after it was taken, and then so often, however slow the answers are. */
export const FIRST_RENEWAL_MS = 5000;
export const RENEWAL_MS = 15_000;

const LEASE_MS = 45_000;

/** After a load nothing is presumed lost for so long: what runs has had no chance to say so yet. */
export const GRACE_MS = 20_000;

export function lease(
  holder: Holder & { readonly progress?: Progress },
  attempt: number,
  now: number,
): Lease {
  return {
    ...holderOf(holder),
    attempt,
    until: now + LEASE_MS,
    progress: holder.progress ?? null,
  };
}

/**
 * As the backend finds it on record when it loads. `isLast`: the node would not run again if this worker had died, so it has a whole
 * lease's time to say that it lives, which the slowest renewal is in time for.
 */
export function restoredLease(
  holder: Holder,
  attempt: number,
  { now, isLast }: { readonly now: number; readonly isLast: boolean },
): Lease {
  return { ...holder, attempt, until: now + (isLast ? LEASE_MS : GRACE_MS), progress: null };
}

export function holderOf({ claimId, messageId, deliveries, startedAt }: Holder): Holder {
  return { claimId, messageId, deliveries, startedAt };
}

type HolderIds = Pick<Holder, "claimId" | "messageId">;

export function isSameHolder(one: HolderIds | null, other: HolderIds): boolean {
  return one?.claimId === other.claimId && one.messageId === other.messageId;
}

/** Somebody runs it. */
export function isRunning(held: Lease | undefined, now: number): held is Lease {
  return held !== undefined && held.until > now;
}

export type ClaimedLease = Omit<Lease, "startedAt" | "until" | "progress">;

/** What stands in the way of a claim: nothing, somebody who runs the node, or somebody who died of it. */
export function judgeClaim(
  held: Lease | undefined,
  claim: ClaimedLease,
  now: number,
): "free" | "held" | "lost" {
  if (held === undefined || held.attempt !== claim.attempt || isSameHolder(held, claim)) {
    return "free";
  }

  return isRunning(held, now) && !provesDeath(held, claim) ? "held" : "lost";
}

function provesDeath(held: Lease, claim: ClaimedLease): boolean {
  return held.messageId === claim.messageId && claim.deliveries > held.deliveries;
}
