/** Finds leases that nobody renewed in time: their workers died, and their tasks are sent again or end. */
import { decideLost } from "../shared/engine/decide-delivery.ts";
import { isRunning } from "../shared/engine/leases.ts";
import type { Record } from "./decision.ts";
import type { KeptRun } from "./kept-run.ts";

export interface LostWorkerPorts {
  readonly runs: () => Iterable<KeptRun>;
  readonly record: Record;
  readonly now: () => number;
}

export class LostWorkers {
  readonly #ports: LostWorkerPorts;

  constructor(ports: LostWorkerPorts) {
    this.#ports = ports;
  }

  /** When the first lease runs out unless it is renewed; undefined when nothing runs. */
  get nextAt(): number | undefined {
    let next: number | undefined;

    for (const { leases } of this.#ports.runs()) {
      for (const { until } of leases.values()) {
        next = Math.min(next ?? until, until);
      }
    }

    return next;
  }

  settle(): void {
    const now = this.#ports.now();
    const losses = Array.from(this.#ports.runs(), (kept) => {
      const lost = new Map([...kept.leases].filter(([, held]) => !isRunning(held, now)));

      return { kept, lost };
    }).filter(({ lost }) => lost.size > 0);

    this.#ports.record(losses.map(({ kept, lost }) => ({ kept, ...decideLost(kept.run, lost) })));

    // Also where there was nothing to send again: the alarm would look for that for ever.
    for (const { kept, lost } of losses) {
      lost.forEach((_, node) => kept.leases.delete(node));
    }
  }
}
