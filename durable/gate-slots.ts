/** Gives back slots whose tasks are over though nobody said so: their shards are asked, every five minutes, for those that are old. */
import { shardOf } from "../shared/engine/ids.ts";
import type { GatedTask } from "../shared/wire/gate.ts";
import { gatedTask } from "./gate-item.ts";
import { type Gate, SLOT_CHECK_MS } from "./gate.ts";

export interface SlotPorts {
  readonly gate: Pick<Gate, "slots" | "leave">;
  /** Which of these are not over, in order. */
  readonly alive: (shard: number, tasks: readonly GatedTask[]) => Promise<readonly boolean[]>;
  readonly now: () => number;
  readonly arm: (at: number) => void;
}

export class GateSlots {
  readonly #ports: SlotPorts;
  #askedAt = 0;

  constructor(ports: SlotPorts) {
    this.#ports = ports;
  }

  async check(): Promise<void> {
    const { gate, alive, now, arm } = this.#ports;
    const { slots } = gate;
    const since = now() - SLOT_CHECK_MS;

    if (slots.length === 0) {
      return;
    }

    arm(now() + SLOT_CHECK_MS);

    if (this.#askedAt > since) {
      return;
    }

    this.#askedAt = now();

    const old = slots.filter(({ released }) => released <= since);
    const tasks = old.map(({ waiting }) => gatedTask(waiting.id));

    for (const [shard, ofShard] of Map.groupBy(tasks, ({ run }) => shardOf(run))) {
      const answers = await alive(shard, ofShard);

      gate.leave(ofShard.filter((_, index) => answers[index] === false));
    }
  }
}
