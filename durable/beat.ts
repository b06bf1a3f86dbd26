/**
 * The scheduler: one object for the deployment, as Celery has one beat. Its alarm is the clock, set to what is due next; the cron trigger
 * calls `tick` each minute, which wakes it for the first time and makes good for an alarm that got lost. Both fire what is due, in one way
 * (`firings.ts`).
 *
 * On failure: what could not be fired stays due. What is written is written before memory changes.
 */
import { DurableObject } from "cloudflare:workers";

import type {
  BeatRpc,
  Changed,
  FiredByHand,
  ScheduleDefinition,
  ScheduleView,
} from "../shared/wire/schedules.ts";
import { Alarm } from "./alarm.ts";
import type { BeatPorts } from "./beat-ports.ts";
import { BeatStore } from "./beat-store.ts";
import { Firings } from "./firings.ts";
import { ObjectSql } from "./object-sql.ts";
import { viewOfEntry } from "./schedule-entry.ts";
import { Schedules } from "./schedules.ts";

export class BeatObject extends DurableObject<Env> implements BeatRpc {
  readonly #schedules: Schedules;
  readonly #firings: Firings;
  readonly #alarm: Alarm;
  #lastNow = 0;

  constructor(ctx: DurableObjectState, env: Env, { codeEntries, submit, stateOf }: BeatPorts) {
    super(ctx, env);
    const now = (): number => this.#now();

    this.#alarm = new Alarm(ctx.storage, now);
    this.#schedules = new Schedules(new BeatStore(new ObjectSql(ctx.storage)), now);
    this.#firings = new Firings({ schedules: this.#schedules, submit, stateOf, now });
    this.#schedules.sync(codeEntries);

    void ctx.blockConcurrencyWhile(async () => {
      await this.#alarm.load();
      this.#arm();
    });
  }

  async tick(): Promise<void> {
    this.#alarm.forgetIfLost(this.#now());
    await this.#fireDue();
  }

  async list(): Promise<readonly ScheduleView[]> {
    return this.#schedules.all.map(viewOfEntry);
  }

  async find(name: string): Promise<ScheduleView | null> {
    const entry = this.#schedules.find(name);

    return entry === undefined ? null : viewOfEntry(entry);
  }

  async create(name: string, definition: ScheduleDefinition): Promise<Changed> {
    return this.#armed(this.#schedules.create(name, definition));
  }

  async replace(name: string, definition: ScheduleDefinition, readAt: string): Promise<Changed> {
    return this.#armed(this.#schedules.replace(name, definition, readAt));
  }

  async enable(name: string, enabled: boolean): Promise<Changed> {
    return this.#armed(this.#schedules.enable(name, enabled));
  }

  async remove(name: string): Promise<"removed" | "unknown" | "in-code"> {
    return this.#schedules.remove(name);
  }

  async fire(name: string, runId: string): Promise<FiredByHand | null> {
    const entry = this.#schedules.find(name);

    if (entry === undefined) {
      return null;
    }

    const firing = await this.#firings.fireNow(entry, runId);

    return { firing, entry: await this.find(name) };
  }

  override async alarm(): Promise<void> {
    this.#alarm.fired();
    await this.#fireDue();
  }

  async #fireDue(): Promise<void> {
    const firing = this.#firings.fireDue();

    // What is due while these are fired is not kept waiting by a slow one.
    this.#arm();
    await firing;
    this.#arm();
  }

  #armed<Reply>(reply: Reply): Reply {
    this.#arm();

    return reply;
  }

  #arm(): void {
    const { nextAt } = this.#firings;

    if (nextAt !== undefined) {
      this.#alarm.arm(nextAt);
    }
  }

  #now(): number {
    this.#lastNow = Math.max(Date.now(), this.#lastNow);

    return this.#lastNow;
  }
}
