/**
 * Where long-running tasks run, so that they do not hold up the batch they came in: up to 50 side by side in one object of the pool. A
 * consumer hands them over with their leases and acknowledges their messages; from then on the leases tell whether they still run.
 *
 * What runs is on record, one row for all that was handed over at once. An object that finds such a row when it loads has lost what it ran
 * in its earlier life, and says so; the result backend decides whether it runs again. Should it not even come to that, the leases run out.
 *
 * While something runs the alarm is being handled: so long the platform lets an object live. It ends all alarms after 15 minutes, hence the
 * limit of 14 for a task, and hence the next alarm when others were taken in the meantime.
 * https://developers.cloudflare.com/durable-objects/api/alarms/
 */
import { DurableObject } from "cloudflare:workers";

import type {
  HandedTask,
  TakeReply,
  TakeRequest,
  TaskRunnerRpc,
} from "../shared/wire/runner-rpc.ts";
import { Alarm } from "./alarm.ts";
import { failed } from "./failed.ts";
import { later } from "./later.ts";
import { RunnerStore } from "./runner-store.ts";

const SIDE_BY_SIDE = 50;

/** An alarm is ended after 15 minutes. */
const STAY_MS = 14.5 * 60_000;

const RETRY_MS = 10_000;

export interface RunnerPorts {
  /** Takes over the leases; answers with those tasks that may be run. Rejects when a result backend cannot be reached. */
  readonly adopt: (tasks: readonly HandedTask[]) => Promise<readonly HandedTask[]>;
  /** Runs them side by side, reports them, and resolves when all are over. Never rejects. */
  readonly run: (tasks: readonly HandedTask[]) => Promise<void>;
  /** Tells that what ran is lost. Rejects when a result backend cannot be reached. */
  readonly lose: (tasks: readonly HandedTask[]) => Promise<void>;
}

export class TaskRunnerObject extends DurableObject<Env> implements TaskRunnerRpc {
  readonly #ports: RunnerPorts;
  readonly #store: RunnerStore;
  readonly #alarm: Alarm;
  /** Rows of an earlier life: what ran then is lost. */
  #lost: readonly number[];
  /** Rows of tasks that are over. */
  #over: number[] = [];
  #running = 0;
  #isStaying = false;
  #idle = Promise.withResolvers<void>();

  constructor(ctx: DurableObjectState, env: Env, ports: RunnerPorts) {
    super(ctx, env);
    this.#ports = ports;
    this.#store = new RunnerStore(ctx.storage);
    this.#alarm = new Alarm(ctx.storage, Date.now);
    this.#lost = this.#store.ids();
    void ctx.blockConcurrencyWhile(async () => {
      await this.#alarm.load();
      this.#armIfNeeded();
    });
  }

  async take({ tasks, isAlone }: TakeRequest): Promise<TakeReply> {
    const taken = tasks.slice(0, Math.max(0, (isAlone ? 1 : SIDE_BY_SIDE) - this.#running));

    if (taken.length === 0) {
      return { taken: 0 };
    }

    // Their room is theirs while the leases are asked for.
    this.#running += taken.length;

    try {
      this.#begin(taken, await this.#ports.adopt(taken));
    } catch (error) {
      this.#ended(taken.length);
      throw error;
    }

    return { taken: taken.length };
  }

  async watch(): Promise<void> {
    this.#armIfNeeded();
  }

  #armIfNeeded(): void {
    this.#alarm.forgetIfLost(Date.now());

    if (!this.#isStaying && this.#running + this.#lost.length + this.#over.length > 0) {
      this.#alarm.arm(Date.now());
    }
  }

  /** Never rejects: an alarm that fails six times is dropped by the platform. */
  override async alarm(): Promise<void> {
    this.#alarm.fired();
    this.#isStaying = true;

    await this.#settleOver();
    await this.#settleLost();

    if (this.#running > 0) {
      await Promise.race([this.#idle.promise, waited(STAY_MS)]);
    }

    this.#isStaying = false;
    this.#armIfNeeded();
  }

  #begin(taken: readonly HandedTask[], adopted: readonly HandedTask[]): void {
    if (adopted.length > 0) {
      const id = this.#store.add(adopted);

      this.#armIfNeeded();
      void this.#ports.run(adopted).then(() => {
        this.#over.push(id);
        this.#clearOver();
        this.#ended(adopted.length);
      });
    }

    this.#ended(taken.length - adopted.length);
  }

  async #settleOver(): Promise<void> {
    if (!this.#clearOver()) {
      await waited(RETRY_MS);
    }
  }

  /** False: what is over could not be removed, and the next alarm tries again. */
  #clearOver(): boolean {
    try {
      this.#over.forEach((id) => this.#store.remove(id));
      this.#over = [];
    } catch (error) {
      failed("Could not remove tasks that are over; it is tried again", error);
    }

    return this.#over.length === 0;
  }

  #ended(count: number): void {
    this.#running -= count;

    if (this.#running === 0) {
      this.#idle.resolve();
      this.#idle = Promise.withResolvers();
    }
  }

  async #settleLost(): Promise<void> {
    try {
      for (const id of this.#lost) {
        await this.#ports.lose(this.#store.read(id));
        this.#store.remove(id);
        this.#lost = this.#lost.filter((other) => other !== id);
      }
    } catch (error) {
      failed("Could not tell which tasks are lost; it is tried again", error);
      await waited(RETRY_MS);
    }
  }
}

function waited(ms: number): Promise<void> {
  return new Promise((resolve) => {
    later(resolve, ms);
  });
}
