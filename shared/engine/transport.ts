/** What happened to the messages of an attempt, where that is out of the ordinary. Begins anew with each attempt. */
import type { Holder } from "./leases.ts";

export interface Transport {
  /** Deliveries that ended without an outcome: their worker died, or the task handed its message back. */
  readonly deliveries: number;
  /** Messages sent in place of one that did not arrive. */
  readonly resends: number;
  /** Who runs it, once that is on record; null does not mean that nobody does. */
  readonly holder: Holder | null;
  /** The gate of its queue has it in its line, or counts it as running, and is told when it is over. */
  readonly isGated: boolean;
}

/** The one shared value of almost every node. */
export const SMOOTH: Transport = Object.freeze({
  deliveries: 0,
  resends: 0,
  holder: null,
  isGated: false,
});

/** A message delivered for the last time without an outcome is the last. */
export const MAX_DELIVERIES = 3;

/** So many messages are sent in place of lost ones. */
export const MAX_RESENDS = 5;

/** The queue of what lost its worker: one task to a consumer, so that what kills its consumer kills nothing else. */
export const SOLO_QUEUE = "solo";

export function redelivered(transport: Transport): Transport {
  return { ...transport, deliveries: transport.deliveries + 1, holder: null };
}

export function resent(transport: Transport): Transport {
  return { ...transport, resends: transport.resends + 1, holder: null };
}

interface Execution {
  readonly status: string;
  readonly attempt: number;
  readonly transport: Transport;
}

/** Its gate is to be told that it is over: it ended, or another attempt comes. What was let through uncounted the gate has forgotten. */
export function leavesGate(before: Execution, after: Execution): boolean {
  const isLetThrough = after.status === "SENT" && after.attempt === before.attempt;

  return before.transport.isGated && !after.transport.isGated && !isLetThrough;
}
