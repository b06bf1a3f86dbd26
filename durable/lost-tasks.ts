/** Finds tasks whose message is lost, and has them sent again: not too many at once, and not for ever. */
import { decideResend, queueOfNode } from "../shared/engine/decide-delivery.ts";
import { GRACE_MS } from "../shared/engine/leases.ts";
import {
  type Backlog,
  type Evidence,
  type SentMessage,
  isLost,
  look,
} from "../shared/engine/lost-messages.ts";
import type { Record } from "./decision.ts";
import type { KeptRun } from "./kept-run.ts";

/** So many are sent again after one look. */
const RESENDS_PER_LOOK = 1000;

export interface LostTaskPorts {
  readonly runs: () => Iterable<KeptRun>;
  readonly backlog: (queue: string) => Promise<Backlog>;
  readonly record: Record;
  readonly now: () => number;
}

interface SentTask extends SentMessage {
  readonly kept: KeptRun;
  readonly node: number;
  readonly queue: string;
}

export class LostTasks {
  readonly #ports: LostTaskPorts;
  readonly #loadedAt: number;
  #evidence: Evidence = new Map();

  constructor(ports: LostTaskPorts) {
    this.#ports = ports;
    this.#loadedAt = ports.now();
  }

  /** A queue was empty at the newest look that tasks wait in: they may be lost. */
  get isSuspicious(): boolean {
    return this.#evidence.values().some(({ emptySince }) => emptySince !== null);
  }

  /** Looks at the queues that tasks wait in. True while some do: look again in `LOOK_MS`. */
  async look(): Promise<boolean> {
    const queues = [...new Set(Array.from(this.#waiting(), ({ queue }) => queue))];
    const looks = await Promise.allSettled(queues.map((queue) => this.#ports.backlog(queue)));
    // A queue that cannot be looked at proves nothing.
    const backlogs = new Map(
      queues.flatMap((queue, index) => {
        const seen = looks[index];

        return seen?.status === "fulfilled" ? [[queue, seen.value]] : [];
      }),
    );
    const now = this.#ports.now();

    this.#evidence = look(this.#evidence, backlogs, now);

    if (now - this.#loadedAt >= GRACE_MS) {
      this.#sendLost(now);
    }

    return queues.length > 0;
  }

  /** Goes through what waits anew: some of it was reported while the backlogs were asked for. */
  #sendLost(now: number): void {
    const lost = this.#waiting()
      .filter((task) => isLost(task, this.#evidence.get(task.queue), now))
      .take(RESENDS_PER_LOOK);

    this.#ports.record(
      Array.from(
        Map.groupBy(lost, ({ kept }) => kept),
        ([kept, tasks]) => ({
          kept,
          ...decideResend(
            kept.run,
            tasks.map(({ node }) => node),
          ),
        }),
      ),
    );
  }

  *#waiting(): Generator<SentTask> {
    for (const kept of this.#ports.runs()) {
      if (kept.run.counts.SENT > 0) {
        yield* waitingIn(kept);
      }
    }
  }
}

/** A lease that ran out tells of a lost worker, not of a lost message: others look for those. */
function* waitingIn(kept: KeptRun): Generator<SentTask> {
  for (const [node, { status, sentAt, transport }] of kept.run.nodes.entries()) {
    if (status === "SENT" && !kept.leases.has(node)) {
      const queue = queueOfNode(kept.run, node);

      yield { kept, node, queue, sentAt, resends: transport.resends };
    }
  }
}
