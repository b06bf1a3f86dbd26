/**
 * The gate of a queue: one object for each queue that is, or may be, limited, named as the queue is. It keeps the limits, and holds back
 * tasks until they may run (`gate.ts`). A queue without limits is never asked about here, but once by each result backend.
 *
 * Its clock is a timer where something is due soon, and the alarm else; the alarm also tells those of a change who could not be told, and
 * looks after slots that nobody gave back. On failure: a method that throws has stored nothing, so callers repeat it.
 */
import { DurableObject } from "cloudflare:workers";

import type {
  AdmitReply,
  AdmitRequest,
  GatedTask,
  GateView,
  KnownLimits,
  QueueGateRpc,
  QueueLimits,
  TaskRates,
} from "../shared/wire/gate.ts";
import { Alarm } from "./alarm.ts";
import { failed } from "./failed.ts";
import { knownOf, queueLimitsOf } from "./gate-limits.ts";
import { GateListeners } from "./gate-listeners.ts";
import { GateSlots } from "./gate-slots.ts";
import { GateStore } from "./gate-store.ts";
import { Gate } from "./gate.ts";
import { later } from "./later.ts";
import { ObjectSql } from "./object-sql.ts";
import { Queues } from "./queues.ts";

const RETRY_MS = 10_000;

export interface QueueGatePorts {
  /** Rejects when a result backend cannot be reached. */
  readonly tell: (shard: number, queue: string, known: KnownLimits) => Promise<void>;
  readonly alive: (shard: number, tasks: readonly GatedTask[]) => Promise<readonly boolean[]>;
  /** The rates of tasks, as another gate has them that was there before; null: there is none. */
  readonly taskRates: (queue: string) => Promise<TaskRates | null>;
}

export class QueueGateObject extends DurableObject<Env> implements QueueGateRpc {
  readonly #gate: Gate;
  readonly #listeners: GateListeners;
  readonly #slots: GateSlots;
  readonly #alarm: Alarm;
  #lastNow = 0;

  constructor(ctx: DurableObjectState, env: Env, { tell, alive, taskRates }: QueueGatePorts) {
    super(ctx, env);
    const now = (): number => this.#now();
    const arm = (at: number): void => this.#alarm.arm(at);
    const store = new GateStore(new ObjectSql(ctx.storage));
    const queue = nameOf(ctx);
    const queues = new Queues(env);

    this.#alarm = new Alarm(ctx.storage, now);
    this.#gate = new Gate({
      store,
      now,
      send: (messages) => queues.send(queue, messages),
      later,
      arm,
      failed,
      abort: (error) => this.#abort(error),
    });
    this.#listeners = new GateListeners({
      store,
      known: () => knownOf(this.#gate.limits),
      tell: (shard, known) => tell(shard, queue, known),
      now,
      arm,
      failed,
    });
    this.#slots = new GateSlots({ gate: this.#gate, alive, now, arm });

    void ctx.blockConcurrencyWhile(async () => {
      await this.#alarm.load();
      await this.#learnTaskRates(() => taskRates(queue));
      this.#wake();
    });
  }

  /** A queue that is new to the deployment obeys the rates that were set for tasks before it was there. */
  async #learnTaskRates(ask: () => Promise<TaskRates | null>): Promise<void> {
    if (this.#gate.limits.version > 0) {
      return;
    }

    try {
      const tasks = (await ask()) ?? {};

      if (Object.keys(tasks).length > 0) {
        this.#gate.change({ ...this.#gate.limits, tasks, version: 1 });
      }
    } catch (error) {
      failed("A gate does not know the rates of tasks; it asks again when it is loaded", error);
    }
  }

  async admit(request: AdmitRequest): Promise<AdmitReply> {
    const reply = this.#gate.admit(request);

    this.#listeners.heard(request.shard, reply.known.version);

    return reply;
  }

  async leave(tasks: readonly GatedTask[]): Promise<void> {
    this.#gate.leave(tasks);
  }

  /** Whoever has something in the line asks this again and again, which makes good for an alarm that got lost. */
  async has(tasks: readonly GatedTask[]): Promise<readonly boolean[]> {
    this.#wake();

    return this.#gate.has(tasks);
  }

  async look(): Promise<GateView> {
    return { limits: queueLimitsOf(this.#gate.limits), held: this.#gate.held };
  }

  async change(limits: Partial<QueueLimits>): Promise<GateView> {
    const { version, ...before } = this.#gate.limits;

    this.#gate.change({ ...before, ...limits, version: version + 1 });
    await this.#listeners.tellAll();

    return this.look();
  }

  async limitTask(task: string, rate: string | null): Promise<void> {
    const { version, tasks, ...before } = this.#gate.limits;

    this.#gate.change({ ...before, tasks: { ...tasks, [task]: rate }, version: version + 1 });
    await this.#listeners.tellAll();
  }

  async taskRates(): Promise<TaskRates> {
    return this.#gate.limits.tasks;
  }

  /** Never rejects: an alarm that fails six times is dropped by the platform. */
  override async alarm(): Promise<void> {
    this.#alarm.fired();

    try {
      this.#gate.pump();
      await this.#listeners.tellAll();
      await this.#slots.check();
    } catch (error) {
      failed("The alarm of a gate failed and is set again", error);
      this.#alarm.arm(this.#now() + RETRY_MS);
    }
  }

  /** Somebody must look at what is open, whatever became of the alarm. */
  #wake(): void {
    this.#alarm.forgetIfLost(this.#now());
    this.#gate.pump();

    if (this.#listeners.isBehind || this.#gate.slots.length > 0) {
      this.#alarm.arm(this.#now() + RETRY_MS);
    }
  }

  #now(): number {
    this.#lastNow = Math.max(Date.now(), this.#lastNow);

    return this.#lastNow;
  }

  #abort(error: unknown): void {
    failed("The memory of a gate and its disk differ: it starts again from disk", error);
    this.ctx.abort(String(error));
  }
}

function nameOf({ id: { name } }: DurableObjectState): string {
  if (name === undefined) {
    throw new TypeError("A gate is found by the name of its queue.");
  }

  return name;
}
