/**
 * Which messages are lost. Never by age alone, or a legitimate backlog would be doubled again and again: only when the queue cannot hold
 * the message any more, and nobody runs the task. A queue tells so in two ways: it was seen empty at two looks 10 s apart, the message
 * being sent before the first; or its oldest message is over 60 s younger than this one.
 */
export const LOOK_MS = 10_000;

/** Clocks differ, and a message may be under way to its consumer. */
const YOUNGER_MS = 60_000;

/** A message is not missed sooner than this after it was sent; doubled by each one that was sent in its place. */
const PATIENCE_MS = 10_000;

/** What a queue says of itself. */
export interface Backlog {
  readonly count: number;
  /** When its oldest message was sent, milliseconds; null: unknown. */
  readonly oldestAt: number | null;
}

/** What is known of a queue from all looks of late. */
export interface QueueEvidence {
  /** The first look of the pair that is being made, both of them at an empty queue; null: it is not empty. */
  readonly emptySince: number | null;
  /** What was sent before is not in the queue; 0: nothing is known. */
  readonly absentBefore: number;
}

export type Evidence = ReadonlyMap<string, QueueEvidence>;

/** What was seen so far, brought up to date by a look at the backlogs. */
export function look(
  before: Evidence,
  backlogs: ReadonlyMap<string, Backlog>,
  now: number,
): Evidence {
  return new Map(
    Array.from(backlogs, ([queue, { count, oldestAt }]) => [
      queue,
      count === 0
        ? seenEmpty(before.get(queue), now)
        : { emptySince: null, absentBefore: oldestAt === null ? 0 : oldestAt - YOUNGER_MS },
    ]),
  );
}

/** Of a message that its queue took at `sentAt`, so many others having been sent in its place before. */
export interface SentMessage {
  readonly sentAt: number;
  readonly resends: number;
}

export function isLost(
  { sentAt, resends }: SentMessage,
  queue: QueueEvidence | undefined,
  now: number,
): boolean {
  return (
    queue !== undefined && sentAt < queue.absentBefore && now - sentAt >= PATIENCE_MS * 2 ** resends
  );
}

/** Pairs follow one another: what was sent during one is judged by the next. */
function seenEmpty(before: QueueEvidence | undefined, now: number): QueueEvidence {
  const since = before?.emptySince ?? null;

  if (before === undefined || since === null) {
    return { emptySince: now, absentBefore: 0 };
  }

  return now - since >= LOOK_MS ? { emptySince: now, absentBefore: since } : before;
}
