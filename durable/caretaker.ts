/**
 * What the alarm does: it lets go what waited for its time and revokes what was not started in time, takes leases away that nobody
 * renewed, writes a checkpoint when the object falls quiet, lets final runs go, and looks for lost messages. As long as a task is on its
 * way there is a next alarm: whatever became of it, somebody looks.
 *
 * A message is proven lost by looks some time apart. An object without anything to do is dropped from memory sooner than that, and
 * what it saw with it; so while a queue is empty that tasks wait in, a timer keeps the object, and looks.
 */
import { LOOK_MS } from "../shared/engine/lost-messages.ts";
import type { Alarm } from "./alarm.ts";
import type { Expiry } from "./expiry.ts";
import { failed } from "./failed.ts";
import { ASK_MS, type GatedTasks } from "./gated-tasks.ts";
import type { LostTasks } from "./lost-tasks.ts";
import type { LostWorkers } from "./lost-workers.ts";
import type { Shard } from "./shard.ts";

/** A checkpoint is written after so long without a change. */
const QUIET_MS = 30_000;

/** Tasks that are all being run are looked at so often. */
const OPEN_LOOK_MS = 60_000;

export interface CaretakerPorts {
  readonly shard: Pick<
    Shard,
    "behindSince" | "dueAt" | "isUnderWay" | "fireDue" | "sweep" | "checkpoint"
  >;
  /** Of results and of dead letters. */
  readonly expiries: readonly Pick<Expiry, "tick" | "nextAt">[];
  readonly lostTasks: Pick<LostTasks, "isSuspicious" | "look">;
  readonly gatedTasks: Pick<GatedTasks, "look">;
  readonly lostWorkers: Pick<LostWorkers, "nextAt" | "settle">;
  readonly alarm: Pick<Alarm, "arm" | "fired" | "forgetIfLost">;
  readonly now: () => number;
  readonly later: (work: () => void, ms: number) => void;
}

export class Caretaker {
  readonly #ports: CaretakerPorts;
  #isWatching = false;

  constructor(ports: CaretakerPorts) {
    this.#ports = ports;
  }

  /** The alarm went off. Never rejects: an alarm that fails six times is dropped by the platform. */
  async tick(): Promise<void> {
    const { alarm, shard, lostWorkers, now } = this.#ports;

    alarm.fired();

    try {
      shard.fireDue();
      lostWorkers.settle();
      this.#checkpointWhenQuiet();
      shard.sweep();
      this.#ports.expiries.forEach((expiry) => expiry.tick());
      await this.#look();
    } catch (error) {
      failed("The alarm failed and is set again", error);
      alarm.arm(now() + LOOK_MS);
    }
  }

  /** Something was stored or sent: somebody looks at it soon. */
  lookSoon(): void {
    this.#ports.alarm.arm(this.#ports.now() + LOOK_MS);
  }

  /** Something stands in the line of a gate, which is asked for it in time. */
  askGates(): void {
    this.#ports.alarm.arm(this.#ports.now() + ASK_MS);
  }

  /** What waits for a time is let go at that time. */
  armDue(): void {
    this.#armAt(this.#ports.shard.dueAt);
  }

  /** After a load: of what an earlier life of the object left open, nothing is known. */
  lookAfterLoad(): void {
    this.armDue();

    if (this.#ports.shard.isUnderWay) {
      this.lookSoon();
    }
  }

  /** Somebody looks whether the alarm that must be set is. */
  watch(): void {
    const { alarm, now } = this.#ports;

    if (alarm.forgetIfLost(now())) {
      alarm.arm(now());
    }

    this.lookAfterLoad();
  }

  async #look(): Promise<void> {
    const { alarm, expiries, gatedTasks, lostTasks, lostWorkers, shard, now } = this.#ports;
    const isGated = await gatedTasks.look();
    const somethingWaits = await lostTasks.look();
    const { behindSince, isUnderWay } = shard;

    this.armDue();
    this.#armAt(lostWorkers.nextAt);

    if (lostTasks.isSuspicious) {
      this.#watch();
    }

    if (behindSince !== undefined) {
      alarm.arm(behindSince + QUIET_MS);
    }

    if (isUnderWay) {
      alarm.arm(now() + (somethingWaits ? LOOK_MS : OPEN_LOOK_MS));
    }

    if (isGated) {
      alarm.arm(now() + ASK_MS);
    }

    // Last: mostly it is the furthest, and what is armed earlier need not be armed twice.
    expiries.forEach(({ nextAt }) => this.#armAt(nextAt));
  }

  #armAt(at: number | undefined): void {
    if (at !== undefined) {
      this.#ports.alarm.arm(at);
    }
  }

  #watch(): void {
    if (!this.#isWatching) {
      this.#isWatching = true;
      this.#ports.later(() => {
        this.#isWatching = false;
        this.#look().catch((error: unknown) => failed("A look for lost messages failed", error));
      }, LOOK_MS);
    }
  }

  #checkpointWhenQuiet(): void {
    const { shard, now } = this.#ports;
    const { behindSince } = shard;

    if (behindSince !== undefined && now() - behindSince >= QUIET_MS) {
      shard.checkpoint();
    }
  }
}
