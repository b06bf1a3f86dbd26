/**
 * Beat in a world whose clock, disk, alarm and shards a test holds in its hands: everything real but the platform. A shard that is asked to
 * store a run twice stores it once.
 */
import { BeatStore } from "../../durable/beat-store.ts";
import { Firings } from "../../durable/firings.ts";
import { Schedules } from "../../durable/schedules.ts";
import { runCreatedAt } from "../../shared/engine/ids.ts";
import { type FiringView, scheduleDefinition } from "../../shared/wire/schedules.ts";
import { NodeSql } from "../support/node-sql.ts";

/** When the object dies in a submit: before the shard has the run, or after, with nobody left to write that down. */
type Death = "before" | "after";

export class BeatWorld {
  now: number;
  /** Run ids in the order in which shards first stored them, with when that was. */
  readonly runs = new Map<string, number>();
  /** Those of them that are not over. */
  readonly running = new Set<string>();
  /** What happens at the next submits. */
  readonly deaths: Death[] = [];
  /** What somebody else does while the next run is submitted. */
  meanwhile: (() => void) | undefined;
  /** Shards cannot be reached. */
  isCutOff = false;
  #sql = new NodeSql();
  #beat = this.#boot();

  constructor(now: number) {
    this.now = now;
  }

  get schedules(): Schedules {
    return this.#beat.schedules;
  }

  /** Since the object started. */
  get rowsWritten(): number {
    return this.#sql.usage.rowsWritten;
  }

  /** When the alarm would go off. */
  get alarmAt(): number | undefined {
    return this.#beat.firings.nextAt;
  }

  add(name: string, definition: object): void {
    const parsed = scheduleDefinition.parse({ task: "add", args: [1, 2], ...definition });

    this.schedules.create(name, parsed);
  }

  /** The cron trigger or the alarm. An object that died in it starts again from disk. */
  async tick(): Promise<void> {
    const deaths = this.deaths.length;

    await this.#beat.firings.fireDue();

    if (this.deaths.length < deaths) {
      this.restart();
    }
  }

  /** The same moment, twice. */
  async tickTwice(): Promise<void> {
    await Promise.all([this.#beat.firings.fireDue(), this.#beat.firings.fireDue()]);
  }

  restart(): void {
    this.#sql = this.#sql.reopened();
    this.#beat = this.#boot();
  }

  /** Nothing is wrong, and the alarm goes off each time, until then. */
  async runUntil(end: number): Promise<void> {
    for (let at = this.alarmAt; at !== undefined && at <= end; at = this.alarmAt) {
      this.now = Math.max(this.now, at);
      await this.tick();
    }

    this.now = end;
  }

  /** The due times of the runs, in order: an id is made at the time that was due. */
  get fired(): readonly number[] {
    return Array.from(this.runs.keys(), runCreatedAt).toSorted((a, b) => a - b);
  }

  history(name: string): readonly FiringView[] {
    return this.schedules.find(name)?.progress.history ?? [];
  }

  #boot(): { schedules: Schedules; firings: Firings } {
    const now = (): number => this.now;
    const schedules = new Schedules(new BeatStore(this.#sql), now);
    const firings = new Firings({
      schedules,
      now,
      submit: async ({ runId }) => this.#submit(runId),
      stateOf: async (runId) => this.#stateOf(runId),
    });

    return { schedules, firings };
  }

  async #submit(runId: string): Promise<null> {
    this.#reach();
    const death = this.deaths.shift();

    this.meanwhile?.();
    this.meanwhile = undefined;

    if (death !== "before" && !this.runs.has(runId)) {
      this.runs.set(runId, this.now);
    }

    if (death !== undefined) {
      throw new Error(`The object died ${death} the run was stored.`);
    }

    return null;
  }

  #stateOf(runId: string): "unknown" | "running" | "final" {
    this.#reach();

    if (!this.runs.has(runId)) {
      return "unknown";
    }

    return this.running.has(runId) ? "running" : "final";
  }

  #reach(): void {
    if (this.isCutOff) {
      throw new Error("The shard did not answer.");
    }
  }
}
