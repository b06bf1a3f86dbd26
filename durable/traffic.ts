/** What came to the queues of a shard and left them in the last minute. In memory alone: an object that loads anew begins at nothing. */
import { planNodeAt } from "../shared/engine/call.ts";
import type { KeptRun } from "./kept-run.ts";

const SLOT_MS = 5000;
const SLOTS = 12;

export interface Passed {
  /** How many tasks became ready. */
  readonly arrived: number;
  /** How many consumers took. */
  readonly taken: number;
}

type Counts = { -readonly [Kind in keyof Passed]: Passed[Kind] };

interface Slot {
  readonly startedAt: number;
  readonly queues: Map<string, Counts>;
}

export class Traffic {
  readonly #slots: Slot[] = [];

  arrived(kept: KeptRun, nodes: Iterable<number>, now: number): void {
    this.#count("arrived", { kept, nodes, now });
  }

  taken(kept: KeptRun, nodes: Iterable<number>, now: number): void {
    this.#count("taken", { kept, nodes, now });
  }

  /** By queue. */
  lastMinute(now: number): ReadonlyMap<string, Passed> {
    const sums = new Map<string, Counts>();

    for (const { startedAt, queues } of this.#slots) {
      if (startedAt > now - SLOTS * SLOT_MS) {
        for (const [queue, { arrived, taken }] of queues) {
          const sum = countsOf(sums, queue);

          sum.arrived += arrived;
          sum.taken += taken;
        }
      }
    }

    return sums;
  }

  /** Every task comes by here, twice: nothing is made for it. */
  #count(
    kind: keyof Passed,
    {
      kept: { run },
      nodes,
      now,
    }: { readonly kept: KeptRun; readonly nodes: Iterable<number>; readonly now: number },
  ): void {
    const { queues } = this.#slotAt(now);

    for (const node of nodes) {
      countsOf(queues, planNodeAt(run, node).options.queue)[kind] += 1;
    }
  }

  #slotAt(now: number): Slot {
    const newest = this.#slots.at(-1);

    if (newest !== undefined && now - newest.startedAt < SLOT_MS) {
      return newest;
    }

    const slot: Slot = { startedAt: now, queues: new Map() };

    this.#slots.push(slot);
    this.#slots.splice(0, this.#slots.length - SLOTS);

    return slot;
  }
}

function countsOf(queues: Map<string, Counts>, queue: string): Counts {
  let counts = queues.get(queue);

  if (counts === undefined) {
    counts = { arrived: 0, taken: 0 };
    queues.set(queue, counts);
  }

  return counts;
}
