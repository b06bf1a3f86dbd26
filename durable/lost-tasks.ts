/** Finds tasks whose message is lost, and has them sent again. */
import { planNodeAt } from "../shared/engine/call.ts";
import { isRunning } from "../shared/engine/leases.ts";
import { type EmptyQueues, isLost, look } from "../shared/engine/lost-messages.ts";
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
  #emptyQueues: EmptyQueues = new Map();

  constructor(ports: LostTaskPorts) {
    this.#ports = ports;
    this.#loadedAt = ports.now();
  }

  /** A queue was empty at the newest look that tasks wait in: they may be lost. */
  get isSuspicious(): boolean {
    return this.#emptyQueues.size > 0;
  }

  /** Looks at the queues that tasks wait in. True while some do: look again in `LOOK_MS`. */
  async look(): Promise<boolean> {
    const queues = [...new Set(Array.from(this.#waiting(), ({ queue }) => queue))];
    const looks = await Promise.allSettled(queues.map((queue) => this.#ports.backlog(queue)));
    // A queue that cannot be looked at proves nothing.
    const backlogs = new Map(
      queues.map((queue, index) => {
        const seen = looks[index];

        return [queue, seen?.status === "fulfilled" ? seen.value : Number.NaN];
      }),
    );
    const now = this.#ports.now();

    this.#emptyQueues = look(this.#emptyQueues, backlogs, now);

    if (now - this.#loadedAt >= GRACE_MS) {
      this.#sendLost();
    }

    return queues.length > 0;
  }

  /** Goes through what waits anew: some of it was reported while the backlogs were asked for. */
  #sendLost(): void {
    const lost = [...this.#waiting()].filter(({ queue, sentAt }) =>
      isLost(sentAt, this.#emptyQueues.get(queue)),
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
      if (kept.run.counts.SENT > 0) {
        yield* waitingIn(kept, this.#ports.now());
      }
    }
  }
}

function* waitingIn(kept: KeptRun, now: number): Generator<SentTask> {
  for (const [node, { status, sentAt }] of kept.run.nodes.entries()) {
    if (status === "SENT" && !isRunning(kept.leases.get(node), now)) {
      yield { kept, node, queue: planNodeAt(kept.run, node).options.queue, sentAt };
    }
  }
}
