/**
 * Which messages are lost. Never by age alone, or a legitimate backlog would be doubled again and again: only when the queue was
 * seen empty at two looks 10 s apart, the message was sent before the first of them, and nobody runs the task.
 */
export const LOOK_MS = 10_000;

/** When a queue was first seen empty without having been seen otherwise since; undefined: it was not empty. */
export type EmptySince = ReadonlyMap<string, number>;

/** What was seen so far, brought up to date by a look at the backlogs. */
export function look(
  before: EmptySince,
  backlogs: ReadonlyMap<string, number>,
  now: number,
): EmptySince {
  const empty = [...backlogs].filter(([, backlog]) => backlog === 0);

  return new Map(empty.map(([queue]) => [queue, before.get(queue) ?? now]));
}

/** A message that its queue took at `sentAt`. */
export function isLost(sentAt: number, emptySince: number | undefined, now: number): boolean {
  return emptySince !== undefined && now - emptySince >= LOOK_MS && sentAt < emptySince;
}
