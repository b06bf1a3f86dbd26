/**
 * A gate in a world whose clock, disk, alarm and queue a test holds in its hands, with a shard beside it that does its part of the protocol:
 * it repeats what was not answered, tells what is over, and asks for what it has not seen for long.
 */
import { gatedTask } from "../../durable/gate-item.ts";
import { GateStore } from "../../durable/gate-store.ts";
import { Gate } from "../../durable/gate.ts";
import type { GateItem, QueueLimits } from "../../shared/wire/gate.ts";
import { MESSAGE_VERSION, type TaskMessage } from "../../shared/wire/message.ts";
import { type Kill, NodeSql } from "../support/node-sql.ts";

const RUN = "019f0000-0000-7000-8000-000000000000";
const ASK_MS = 5 * 60_000;

export class GateWorld {
  now = 1_700_000_000_000;
  /** When messages reached the queue, in order, copies too. */
  readonly sentAt: number[] = [];
  /** The tasks of these messages. */
  readonly sent: number[] = [];
  /** Tasks in the order in which they first reached it. */
  readonly order: number[] = [];
  /** Those that a consumer has. */
  readonly running = new Set<number>();
  /** As they were admitted, by task. */
  readonly items = new Map<number, GateItem>();
  /** Of one key, at once. */
  mostOfKey = 0;
  mostRunning = 0;
  /** Of those around it, and what it set of its alarm: each is a row. */
  requests = 0;
  alarmsSet = 0;
  /** The queue takes nothing. */
  isRefusing = false;
  #sql = new NodeSql();
  #timers: { readonly at: number; readonly work: () => void }[] = [];
  #alarmAt = Number.POSITIVE_INFINITY;
  #isDead = false;
  readonly #known = new Set<number>();
  #gate = this.#boot();

  get rowsWritten(): number {
    return this.#sql.usage.rowsWritten;
  }

  get rowsRead(): number {
    return this.#sql.usage.rowsRead;
  }

  limit(limits: Partial<QueueLimits>): void {
    this.#insist(() => {
      const { version, ...before } = this.#gate.limits;

      this.#gate.change({ ...before, ...limits, version: version + 1 });
    });
  }

  /** At the next write. */
  dies(kill: Kill): void {
    this.#sql.kill = kill;
  }

  /** `given`: what is not as that of any other task. */
  admit(tasks: readonly number[], given: Partial<GateItem> = {}): void {
    const items = tasks.map((task) => ({
      message: messageOf(task),
      priority: 0,
      at: this.now,
      perSecond: 0,
      key: null,
      limit: 1,
      ...given,
    }));

    // Known before they are admitted: a gate that dies after its write sends them when it is loaded, before anybody asks again.
    items.forEach((item) => this.items.set(item.message.node, item));
    tasks.forEach((task) => this.#known.add(task));
    this.#insist(() => {
      const { version } = this.#gate.limits;

      this.#gate.admit({ shard: 0, version, items });
    });
  }

  /** The first of those that run are over, all told at once. */
  finish(count = 1): void {
    const over = [...this.running].slice(0, count);

    if (over.length > 0) {
      over.forEach((task) => this.running.delete(task));
      this.#insist(() => this.#gate.leave(over.map(executionOf)));
    }
  }

  revoke(task: number): void {
    this.#known.delete(task);
    this.#insist(() => this.#gate.leave([executionOf(task)]));
  }

  async pass(ms: number): Promise<void> {
    const end = this.now + ms;

    for (let at = this.#nextAt(); at <= end; at = this.#nextAt()) {
      this.now = Math.max(this.now, at);
      this.#wake();
      await settled();
      this.#restartIfDead();
    }

    this.now = end;
    // Nobody is killed between two turns of one answer.
    await settled();
  }

  /** Everything that was admitted is run, one after another being over, if time alone brings it to that. */
  async drain(): Promise<void> {
    for (let turn = 0; turn < 1000 && this.order.length < this.#known.size; turn += 1) {
      this.finish();
      await this.pass(1000);

      if (turn % 20 === 19) {
        await this.pass(ASK_MS);
        this.#ask();
      }
    }
  }

  get isDrained(): boolean {
    return this.#known.values().every((task) => this.order.includes(task));
  }

  /** What is not in the line and never came is on its way, as far as the shard knows: it is lost, and sent by the shard. */
  #ask(): void {
    for (const task of this.#known) {
      const [waits] = this.#gate.has([executionOf(task)]);

      if (waits === false && !this.order.includes(task)) {
        this.#arrives(task);
      }
    }
  }

  #arrives(task: number): void {
    if (this.#known.has(task) && !this.order.includes(task)) {
      this.order.push(task);
      this.running.add(task);
      this.mostRunning = Math.max(this.mostRunning, this.running.size);
      this.mostOfKey = Math.max(this.mostOfKey, this.#runningOf(this.items.get(task)?.key ?? null));
    }
  }

  #runningOf(key: string | null): number {
    const ofKey = this.running.values().filter((task) => this.items.get(task)?.key === key);

    return key === null ? 0 : [...ofKey].length;
  }

  /** Until the gate did it and lived on. */
  #insist(ask: () => void): void {
    for (let isDone = false; !isDone;) {
      this.requests += 1;

      try {
        ask();
        isDone = !this.#isDead;
      } catch {
        this.#isDead = true;
      }

      this.#restartIfDead();
    }
  }

  #nextAt(): number {
    return Math.min(this.#alarmAt, ...this.#timers.map(({ at }) => at));
  }

  #wake(): void {
    const due = this.#timers.filter(({ at }) => at <= this.now);

    this.#timers = this.#timers.filter(({ at }) => at > this.now);

    if (this.#alarmAt <= this.now) {
      this.#alarmAt = Number.POSITIVE_INFINITY;
      this.#gate.pump();
    }

    for (const { work } of due) {
      if (!this.#isDead) {
        work();
      }
    }
  }

  #restartIfDead(): void {
    if (this.#isDead) {
      this.#isDead = false;
      this.#timers = [];
      this.#sql = this.#sql.reopened();
      this.#gate = this.#boot();
      this.#gate.pump();
    }
  }

  /** What the queue does with a call. */
  #takes(messages: readonly TaskMessage[]): boolean {
    if (!this.isRefusing) {
      messages.forEach(({ node }) => {
        this.sentAt.push(this.now);
        this.sent.push(node);
        this.#arrives(node);
      });
    }

    return !this.isRefusing;
  }

  #boot(): Gate {
    const sql = this.#sql;
    const lives = (): boolean => sql === this.#sql && !this.#isDead;

    return new Gate({
      store: new GateStore(sql),
      now: () => this.now,
      // What its object does not live to hear is never heard: no code of a dead one goes on.
      send: (messages) =>
        new Promise((resolve, reject) => {
          const answer = this.#takes(messages) ? resolve : () => reject(new Error("It is full."));

          queueMicrotask(() => lives() && answer());
        }),
      later: (work, ms) => {
        this.#timers.push({ at: this.now + ms, work: () => lives() && work() });
      },
      arm: (at) => {
        this.alarmsSet += at < this.#alarmAt ? 1 : 0;
        this.#alarmAt = Math.min(this.#alarmAt, at);
      },
      failed: () => undefined,
      abort: () => {
        this.#isDead = true;
      },
    });
  }
}

function messageOf(task: number): TaskMessage {
  return { v: MESSAGE_VERSION, ...executionOf(task), task: "add", call: "[[1,2],{}]" };
}

function executionOf(task: number): ReturnType<typeof gatedTask> {
  return gatedTask(`${RUN}.${task}.1`);
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await Promise.resolve();
  }
}
