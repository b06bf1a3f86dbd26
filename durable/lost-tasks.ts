/** Finds tasks whose message is lost, and has them sent again. */
import { planNodeAt } from "../shared/engine/call.ts";
import { type EmptySince, LOOK_MS, isLost, look } from "../shared/engine/lost-messages.ts";
import { isRunFinal } from "../shared/engine/run.ts";
import type { KeptRun } from "./kept-run.ts";

/** After a load nothing is presumed lost for so long: what runs has had no chance to say so yet. */
const GRACE_MS = 20_000;

export interface LostTaskPorts {
  readonly runs: () => Iterable<KeptRun>;
  readonly backlog: (queue: string) => Promise<number>;
  readonly send: (kept: KeptRun, nodes: readonly number[]) => void;
  readonly now: () => number;
}

interface SentTask {
  readonly kept: KeptRun;
  readonly node: number;
  readonly queue: string;
  readonly sentAt: number;
}

export class LostTasks {
  readonly #ports: LostTaskPorts;
  readonly #loadedAt: number;
  #emptySince: EmptySince = new Map();

  constructor(ports: LostTaskPorts) {
    this.#ports = ports;
    this.#loadedAt = ports.now();
  }

  /** When the next look is due; undefined while nothing waits in a queue. */
  dueAt(): number | undefined {
    const [first] = this.#waiting();

    return first === undefined ? undefined : this.#ports.now() + LOOK_MS;
  }

  async look(): Promise<void> {
    const waiting = [...this.#waiting()];
    const queues = [...new Set(waiting.map(({ queue }) => queue))];
    const backlogs = await Promise.all(
      queues.map(async (queue) => [queue, await this.#ports.backlog(queue)] as const),
    );
    const now = this.#ports.now();

    this.#emptySince = look(this.#emptySince, new Map(backlogs), now);

    if (now - this.#loadedAt < GRACE_MS) {
      return;
    }

    // Looked at anew: whatever was reported while the backlogs were asked for is no longer waiting.
    const lost = [...this.#waiting()].filter(({ queue, sentAt }) =>
      isLost(sentAt, this.#emptySince.get(queue), now),
    );

    for (const [kept, tasks] of Map.groupBy(lost, (task) => task.kept)) {
      this.#ports.send(
        kept,
        tasks.map(({ node }) => node),
      );
    }
  }

  *#waiting(): Generator<SentTask> {
    for (const kept of this.#ports.runs()) {
      if (isRunFinal(kept.run)) {
        continue;
      }

      for (const [node, { status, sentAt }] of kept.run.nodes.entries()) {
        if (status === "SENT" && !kept.leases.has(node)) {
          yield { kept, node, queue: planNodeAt(kept.run, node).options.queue, sentAt };
        }
      }
    }
  }
}
