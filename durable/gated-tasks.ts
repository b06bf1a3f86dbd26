/**
 * Finds tasks that gates have let through and nobody claimed. A gate forgets what it has sent; so every five minutes it is asked for what it
 * has had for long, and what is not in its line any more counts as sent from then on: it is found where lost messages are.
 */
import { planNodeAt } from "../shared/engine/call.ts";
import { nodeAt } from "../shared/engine/run.ts";
import type { GatedTask, QueueGateRpc } from "../shared/wire/gate.ts";
import type { KeptRun } from "./kept-run.ts";

/** So often a gate is asked. */
export const ASK_MS = 5 * 60_000;

/** Of one gate, in one question. */
const ASKED_AT_ONCE = 1000;

export interface GatedTaskPorts {
  readonly runs: () => Iterable<KeptRun>;
  readonly gate: (queue: string) => Pick<QueueGateRpc, "has">;
  readonly sent: (kept: KeptRun, nodes: readonly number[]) => void;
  readonly now: () => number;
  readonly failed: (what: string, error: unknown) => void;
}

interface GatedNode extends GatedTask {
  readonly kept: KeptRun;
  readonly queue: string;
  readonly queuedAt: number;
}

export class GatedTasks {
  readonly #ports: GatedTaskPorts;
  #askedAt = 0;

  constructor(ports: GatedTaskPorts) {
    this.#ports = ports;
  }

  /** Asks when it is time to. True: something stands in the line of a gate, as far as is known. */
  async look(): Promise<boolean> {
    const now = this.#ports.now();
    const gated = [...this.#gated()];

    if (gated.length > 0 && now - this.#askedAt >= ASK_MS) {
      const old = gated.filter(({ queuedAt }) => queuedAt <= now - ASK_MS);

      this.#askedAt = now;

      for (const [queue, nodes] of Map.groupBy(old, (each) => each.queue)) {
        await this.#ask(queue, nodes.slice(0, ASKED_AT_ONCE));
      }
    }

    return gated.length > 0;
  }

  async #ask(queue: string, nodes: readonly GatedNode[]): Promise<void> {
    const { gate, sent, failed } = this.#ports;
    const tasks = nodes.map(({ run, node, attempt }) => ({ run, node, attempt }));

    try {
      const waits = await gate(queue).has(tasks);
      const gone = nodes.filter((each, index) => waits[index] === false && isGated(each));

      Map.groupBy(gone, ({ kept }) => kept).forEach((ofRun, kept) =>
        sent(
          kept,
          ofRun.map(({ node }) => node),
        ),
      );
    } catch (error) {
      failed(`The gate of ${queue} does not say what it has; it is asked again`, error);
    }
  }

  *#gated(): Generator<GatedNode> {
    for (const kept of this.#ports.runs()) {
      if (kept.run.counts.GATED > 0) {
        yield* gatedIn(kept);
      }
    }
  }
}

function* gatedIn(kept: KeptRun): Generator<GatedNode> {
  const { run } = kept;

  for (const [node, { status, attempt, queuedAt }] of run.nodes.entries()) {
    if (status === "GATED") {
      const { queue } = planNodeAt(run, node).options;

      yield { kept, run: run.id, node, attempt, queue, queuedAt };
    }
  }
}

/** Still: it may have been claimed while the gate was asked. */
function isGated({ kept, node, attempt }: GatedNode): boolean {
  const state = nodeAt(kept.run, node);

  return state.status === "GATED" && state.attempt === attempt;
}
