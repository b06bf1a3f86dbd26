import { mock } from "node:test";
/**
 * One `ResultBackend` and whoever uses it, in a time of their own: an hour passes at once, and every run of the bench counts the same.
 */
import { setImmediate as turn } from "node:timers/promises";

import type { JsonText } from "../../../shared/canvas/json.ts";
import { makeRunId } from "../../../shared/engine/ids.ts";
import type { Usage } from "../../../shared/engine/price.ts";
import type { TaskMessage } from "../../../shared/wire/message.ts";
import { RPC_VERSION } from "../../../shared/wire/rpc.ts";
import { type Backend, openBackend } from "../../support/platform/backend.ts";
import { Platform } from "./platform.ts";

const STARTS_AT = Date.UTC(2026, 0, 1);

/** Between two batches of a consumer. */
const BATCH_MS = 5;

/** Long enough for every alarm that follows the last change. */
const QUIET_MS = 120_000;

/** How a consumer takes what waits. */
export interface Consumption {
  /** Tasks in one claim and in one report. */
  readonly group: number;
  readonly order: "sent" | "shuffled";
}

/** Uses an object and says what all of it cost, until it had nothing left to do. */
export async function driveObject(use: (object: DrivenObject) => Promise<void>): Promise<Usage> {
  mock.timers.enable({ apis: ["Date", "setTimeout"], now: STARTS_AT });

  try {
    const platform = new Platform();
    const object = new DrivenObject(platform, openBackend(platform));
    const { rowsWritten, rowsRead } = platform.usage;

    await use(object);
    await object.pass(QUIET_MS);

    // Tables are made once in the life of an object.
    return {
      ...platform.usage,
      rowsWritten: platform.usage.rowsWritten - rowsWritten,
      rowsRead: platform.usage.rowsRead - rowsRead,
    };
  } finally {
    mock.timers.reset();
  }
}

export class DrivenObject {
  readonly #platform: Platform;
  readonly #backend: Backend;
  readonly #random = randomNumbers();
  #runs = 0;

  constructor(platform: Platform, backend: Backend) {
    this.#platform = platform;
    this.#backend = backend;
  }

  /** Resolves when the queues have everything that is ready. */
  async submit(planParts: readonly JsonText[]): Promise<void> {
    const id = makeRunId(Date.now(), 0, this.#nextBytes());

    this.#platform.requests += 1;
    await this.#backend.submit({
      v: RPC_VERSION,
      runs: [{ id, name: null, planParts }],
    });
    await this.#untilSent();
  }

  /** Delivers, claims and reports until nothing waits. Every task succeeds. */
  async consume(consumption: Consumption): Promise<void> {
    while (this.#platform.waiting.length > 0) {
      await this.#runTasks(this.#take(consumption));
      await this.pass(BATCH_MS);

      if (this.#platform.waiting.length === 0) {
        await this.#untilSent();
      }
    }
  }

  async pass(ms: number): Promise<void> {
    const end = Date.now() + ms;

    for (
      let { alarmAt } = this.#platform;
      alarmAt !== null && alarmAt <= end;
      { alarmAt } = this.#platform
    ) {
      await tickTo(alarmAt);
      this.#platform.alarmAt = null;
      this.#platform.requests += 1;
      await this.#backend.alarm();
    }

    await tickTo(end);
  }

  /** Nobody will run what was sent. */
  dropMessages(): void {
    this.#platform.waiting = [];
  }

  #take({ group, order }: Consumption): readonly TaskMessage[] {
    const { waiting } = this.#platform;

    if (order === "shuffled") {
      bringForward(waiting, group, this.#random);
    }

    return waiting.splice(0, group);
  }

  async #runTasks(tasks: readonly TaskMessage[]): Promise<void> {
    this.#platform.requests += 2;

    const { grants } = await this.#backend.claim({
      v: RPC_VERSION,
      claimId: crypto.randomUUID(),
      isAlone: false,
      items: tasks.map(({ run, node, attempt, call }) => ({
        run,
        node,
        attempt,
        wantsCall: call === null,
        messageId: `${run}.${node}`,
        deliveries: 1,
      })),
    });
    const { accepted } = await this.#backend.report({
      v: RPC_VERSION,
      items: tasks.map(({ run, node, attempt }) => ({
        run,
        node,
        attempt,
        startedAt: Date.now(),
        outcome: { kind: "success", value: String(2 * node) },
        logs: [],
      })),
    });

    if (accepted !== tasks.length || grants.some(({ kind }) => kind !== "run")) {
      throw new Error(`Of ${tasks.length} tasks ${accepted} were accepted.`);
    }
  }

  async #untilSent(): Promise<void> {
    for (let before = -1; before !== this.#platform.waiting.length;) {
      before = this.#platform.waiting.length;
      await tickTo(Date.now() + 1);
      await tickTo(Date.now() + 1);
    }
  }

  #nextBytes(): Uint8Array {
    this.#runs += 1;

    return new Uint8Array(new BigUint64Array([BigInt(this.#runs)]).buffer);
  }
}

/** Lets timers go off, and what follows from them happen. */
async function tickTo(at: number): Promise<void> {
  mock.timers.tick(Math.max(0, at - Date.now()));
  await turn();
}

/** Puts any `count` items first. */
function bringForward(items: TaskMessage[], count: number, random: () => number): void {
  for (let at = 0; at < Math.min(count, items.length); at += 1) {
    const picked = at + Math.floor(random() * (items.length - at));
    const [first, other] = [items[at], items[picked]];

    if (first !== undefined && other !== undefined) {
      items[at] = other;
      items[picked] = first;
    }
  }
}

/** The same numbers each time: a linear congruential generator. */
function randomNumbers(): () => number {
  let state = 1;

  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;

    return state / 2 ** 32;
  };
}
