/**
 * Which messages are lost. Never by age alone, or a legitimate backlog would be doubled again and again: only when the queue was
 * seen empty at two looks 10 s apart, the message was sent before the first of them, and nobody runs the task.
 */
export const LOOK_MS = 10_000;

/** A queue that was empty at every look of late. */
interface EmptyQueue {
  /** The first look of the pair that is being made. */
  readonly since: number;
  /** The first look of the newest whole pair: what was sent before it is not in the queue. 0: there is none yet. */
  readonly proven: number;
}

export type EmptyQueues = ReadonlyMap<string, EmptyQueue>;

/** What was seen so far, brought up to date by a look at the backlogs. */
export function look(
  before: EmptyQueues,
  backlogs: ReadonlyMap<string, number>,
  now: number,
): EmptyQueues {
  const empty = [...backlogs].filter(([, backlog]) => backlog === 0);

  return new Map(empty.map(([queue]) => [queue, seenEmpty(before.get(queue), now)]));
}

/** A message that its queue took at `sentAt`. */
export function isLost(sentAt: number, queue: EmptyQueue | undefined): boolean {
  return queue !== undefined && sentAt < queue.proven;
}

/** Pairs follow one another: what was sent during one is judged by the next. */
function seenEmpty(before: EmptyQueue | undefined, now: number): EmptyQueue {
  if (before === undefined) {
    return { since: now, proven: 0 };
  }

  return now - before.since >= LOOK_MS ? { since: now, proven: before.since } : before;
}
