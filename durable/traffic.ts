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

interface Slot {
  readonly startedAt: number;
  readonly queues: Map<string, Passed>;
}

export class Traffic {
  readonly #slots: Slot[] = [];

  arrived({ run }: KeptRun, nodes: Iterable<number>, now: number): void {
    for (const node of nodes) {
      this.#add(planNodeAt(run, node).options.queue, { arrived: 1, taken: 0 }, now);
    }
  }

  taken({ run }: KeptRun, nodes: Iterable<number>, now: number): void {
    for (const node of nodes) {
      this.#add(planNodeAt(run, node).options.queue, { arrived: 0, taken: 1 }, now);
    }
  }

  /** By queue. */
  lastMinute(now: number): ReadonlyMap<string, Passed> {
    const sums = new Map<string, Passed>();

    for (const { startedAt, queues } of this.#slots) {
      if (startedAt > now - SLOTS * SLOT_MS) {
        queues.forEach((passed, queue) => sums.set(queue, sum(sums.get(queue), passed)));
      }
    }

    return sums;
  }

  #add(queue: string, passed: Passed, now: number): void {
    let slot = this.#slots.at(-1);

    if (slot === undefined || now - slot.startedAt >= SLOT_MS) {
      slot = { startedAt: now, queues: new Map() };
      this.#slots.push(slot);
      this.#slots.splice(0, this.#slots.length - SLOTS);
    }

    slot.queues.set(queue, sum(slot.queues.get(queue), passed));
  }
}

function sum(before: Passed | undefined, more: Passed): Passed {
  return {
    arrived: (before?.arrived ?? 0) + more.arrived,
    taken: (before?.taken ?? 0) + more.taken,
  };
}
