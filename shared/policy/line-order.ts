/** Who of a line goes before whom: by time and priority together. */

/** A task in the line. */
export interface Waiting {
  /** Of one execution: run, node and attempt. */
  readonly id: string;
  readonly task: string;
  /** 0 to 9, 9 first. */
  readonly priority: number;
  /** Since when, milliseconds. */
  readonly at: number;
  /** What its call asks for; 0: no rate. */
  readonly perSecond: number;
  /** With all of this key no more than `limit` run at once; null: there is no such limit. */
  readonly key: string | null;
  readonly limit: number;
}

const AGE_MS = 60_000;

/** The smallest goes first. */
export function rankOf({ at, priority }: Waiting): number {
  return at - priority * AGE_MS;
}

/** Behind all that go before it or came before it. */
export function placeOf(waiting: Waiting, line: readonly Waiting[]): number {
  const rank = rankOf(waiting);
  let from = 0;
  let to = line.length;

  while (from < to) {
    const middle = (from + to) >>> 1;
    const other = line[middle];

    if (other !== undefined && rankOf(other) <= rank) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }

  return from;
}
