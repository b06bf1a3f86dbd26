/**
 * What is due when: the nodes of a shard that wait for a time or must be started by one, earliest first. An entry may be out of date: whoever
 * takes it looks at the node again. Of runs in memory only: those at rest have rows (`timer-store.ts`).
 */
import TinyQueue from "tinyqueue";

import { nodeAt } from "../shared/engine/run.ts";
import { nodeTimer } from "../shared/engine/timing.ts";
import type { KeptRun } from "./kept-run.ts";

interface Timer {
  readonly at: number;
  readonly kept: KeptRun;
  readonly node: number;
}

export class Timers {
  #queue = newQueue([]);

  add(kept: KeptRun, nodes: Iterable<number>): void {
    for (const node of nodes) {
      const at = nodeTimer(nodeAt(kept.run, node));

      if (at > 0) {
        this.#queue.push({ at, kept, node });
      }
    }
  }

  /** Of runs that leave memory. */
  drop(left: ReadonlySet<KeptRun>): void {
    this.#queue = newQueue(this.#queue.data.filter(({ kept }) => !left.has(kept)));
  }

  /** When the earliest is due; undefined when there is none. */
  get nextAt(): number | undefined {
    return this.#queue.peek()?.at;
  }

  /** Takes what is due by `now`. */
  take(now: number): ReadonlyMap<KeptRun, readonly number[]> {
    const due: Timer[] = [];

    for (
      let next = this.#queue.peek();
      next !== undefined && next.at <= now;
      next = this.#queue.peek()
    ) {
      due.push(next);
      this.#queue.pop();
    }

    return new Map(
      Array.from(
        Map.groupBy(due, ({ kept }) => kept),
        ([kept, timers]) => [kept, timers.map(({ node }) => node)],
      ),
    );
  }
}

function newQueue(timers: Timer[]): TinyQueue<Timer> {
  return new TinyQueue(timers, (a, b) => a.at - b.at);
}
