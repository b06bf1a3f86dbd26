/**
 * Leases: the right to run a node, while it is run. They live in the backend's memory; the run itself does not know them.
 *
 * A second message for what is leased is refused. The same message again is not: delivered once more, it proves that its consumer
 * died; delivered as often as before, its consumer repeats a claim whose answer got lost.
 */
export interface Lease {
  readonly attempt: number;
  /** Cloudflare's id of the message that carries the task. */
  readonly messageId: string;
  /** How often that message has been delivered. */
  readonly deliveries: number;
  readonly startedAt: number;
}

/** No consumer lives longer: the platform ends it. https://developers.cloudflare.com/queues/platform/limits/ */
const CONSUMER_MS = 15 * 60_000;

/** Somebody may still be running it. */
export function isRunning(lease: Lease | undefined, now: number): lease is Lease {
  return lease !== undefined && now - lease.startedAt < CONSUMER_MS;
}

export function isHeld(
  lease: Lease | undefined,
  claim: Omit<Lease, "startedAt">,
  now: number,
): boolean {
  if (!isRunning(lease, now) || lease.attempt !== claim.attempt) {
    return false;
  }

  return lease.messageId !== claim.messageId || lease.deliveries > claim.deliveries;
}
