/**
 * A shard's way to the gates of queues. What is limited goes there and not to its queue. That it was let through is told by its message, at
 * the claim. A gate is told of what is over or not wanted any more.
 */
import { planNodeAt } from "../shared/engine/call.ts";
import { shardOf } from "../shared/engine/ids.ts";
import { isFinal, nodeAt } from "../shared/engine/run.ts";
import { concurrencyKey } from "../shared/policy/concurrency-key.ts";
import type { GateItem, GatedTask, KnownLimits, QueueGateRpc } from "../shared/wire/gate.ts";
import type { ClaimItem } from "../shared/wire/rpc.ts";
import { GatedTasks } from "./gated-tasks.ts";
import type { KeptRun } from "./kept-run.ts";
import type { Known } from "./known-limits.ts";
import { chargeMessages } from "./meter.ts";
import type { Sendable } from "./outbox.ts";
import { purge } from "./queue-counts.ts";
import type { Shard } from "./shard.ts";

const RETRY_MS = 1000;
const MAX_RETRY_MS = 60_000;

export interface GatesPorts {
  readonly known: Known;
  readonly gate: (queue: string) => QueueGateRpc;
  readonly shard: () => Pick<Shard, "find" | "gated" | "record" | "released" | "runs">;
  readonly sent: (kept: KeptRun, nodes: readonly number[]) => void;
  /** Gates have something: they are asked for it in time. */
  readonly gated: () => void;
  readonly now: () => number;
  readonly callText: (kept: KeptRun, node: number) => string;
  readonly later: (work: () => void, ms: number) => void;
  readonly failed: (what: string, error: unknown) => void;
}

export class Gates {
  readonly #ports: GatesPorts;
  /** What gates have let through and nobody claimed. */
  readonly tasks: GatedTasks;
  /** By queue, what its gate is yet to be told of. */
  #left = new Map<string, GatedTask[]>();

  constructor(ports: GatesPorts) {
    this.#ports = ports;
    this.tasks = new GatedTasks({ ...ports, runs: () => ports.shard().runs });
  }

  /** What was let through once for this attempt, and is counted, needs not be again. */
  isGated(kept: KeptRun, node: number, queue: string): boolean {
    const { task, options } = planNodeAt(kept.run, node);

    return (
      !nodeAt(kept.run, node).transport.isGated && this.#ports.known.isLimited(queue, task, options)
    );
  }

  /** False: it took none, since other limits hold than were known here. */
  async admit(queue: string, batch: readonly Sendable[]): Promise<boolean> {
    const { known, gate } = this.#ports;
    const [first] = batch;

    if (first === undefined) {
      return true;
    }

    const version = known.versionOf(queue);
    const reply = await gate(queue).admit({
      shard: shardOf(first.kept.run.id),
      version,
      items: version === null ? [] : batch.map((each) => this.#itemOf(each)),
    });

    known.learn(queue, reply.known);

    return reply.taken && version !== null;
  }

  /** A gate has these. Some may have ended while they were handed over. */
  gated(kept: KeptRun, nodes: readonly number[]): void {
    this.#ports.shard().gated(kept, nodes);
    this.left(
      kept,
      nodes
        .filter((node) => isFinal(nodeAt(kept.run, node).status))
        .map((node) => ({ node, attempt: nodeAt(kept.run, node).attempt })),
    );
    this.#ports.gated();
  }

  /** Messages were claimed that came through a gate. */
  released(items: readonly ClaimItem[]): void {
    const shard = this.#ports.shard();

    for (const [run, ofRun] of Map.groupBy(items.filter(isReleased), (item) => item.run)) {
      const kept = shard.find(run);

      if (kept !== undefined) {
        const releases = ofRun.map(({ node, attempt, released: { at, isCounted } }) => ({
          node,
          attempt,
          at,
          isCounted,
        }));

        chargeMessages(kept.meter, shard.released(kept, releases));
      }
    }
  }

  /** Revokes what waits in a queue; how many tasks that were. */
  purge(queue: string): number {
    return purge(this.#ports.shard(), queue, this.#ports.now());
  }

  told(queue: string, limits: KnownLimits): void {
    this.#ports.known.learn(queue, limits);
  }

  /** These are over, or will not be run. */
  left(
    kept: KeptRun,
    executions: readonly { readonly node: number; readonly attempt: number }[],
  ): void {
    for (const { node, attempt } of executions) {
      const { queue } = planNodeAt(kept.run, node).options;
      const left = this.#left.get(queue) ?? [];

      left.push({ run: kept.run.id, node, attempt });
      this.#left.set(queue, left);
    }

    if (executions.length > 0) {
      this.#ports.later(() => void this.#tell(RETRY_MS), 0);
    }
  }

  async #tell(retryMs: number): Promise<void> {
    const { gate, later, failed } = this.#ports;
    const telling = this.#left;

    this.#left = new Map();

    for (const [queue, tasks] of telling) {
      try {
        await gate(queue).leave(tasks);
      } catch (error) {
        failed(`The gate of ${queue} could not be told what is over; it is told again`, error);
        this.#left.set(queue, [...(this.#left.get(queue) ?? []), ...tasks]);
        later(() => void this.#tell(Math.min(2 * retryMs, MAX_RETRY_MS)), retryMs);
      }
    }
  }

  #itemOf({ kept, node, message }: Sendable): GateItem {
    const { priority = 0, perSecond = 0, concurrency } = planNodeAt(kept.run, node).options;
    const call = (): string => message.call ?? this.#ports.callText(kept, node);

    return {
      message,
      priority,
      at: nodeAt(kept.run, node).queuedAt,
      perSecond,
      key:
        concurrency === undefined ? null : concurrencyKey(message.task, concurrency.argument, call),
      limit: concurrency?.limit ?? 1,
    };
  }
}

type ReleasedItem = ClaimItem & Required<Pick<ClaimItem, "released">>;

function isReleased(item: ClaimItem): item is ReleasedItem {
  return item.released !== undefined;
}
