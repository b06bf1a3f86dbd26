/** A shard in a time of its own: runs come and end, alarms go off, the object is loaded anew. */
import type { Expiry } from "../../durable/expiry.ts";
import type { Shard } from "../../durable/shard.ts";
import { makeRunId } from "../../shared/engine/ids.ts";
import { encodePlan } from "../../shared/engine/plan-parts.ts";
import type { Plan } from "../../shared/engine/plan.ts";
import { loneShard } from "../support/lone-shard.ts";
import { isPlan, planOf } from "../support/model-run.ts";
import { NodeSql } from "../support/node-sql.ts";

export const SECOND = 1000;
export const HOUR = 3600 * SECOND;
export const DAY = 24 * HOUR;

export class ShardWorld {
  readonly startedAt = 1_700_000_000_000;
  now = this.startedAt;
  /** The run of each node that became ready. */
  readonly ready: string[] = [];
  sql = new NodeSql();
  readonly #resultExpiresMs: number | null;
  shard: Shard;
  #runs = 0;

  /** What is final is kept so long; null: for ever. */
  constructor(resultExpiresMs: number | null = DAY) {
    this.#resultExpiresMs = resultExpiresMs;
    this.shard = this.#load();
  }

  submit(canvas: object, names: Pick<Plan, "chosenId" | "idempotencyKey"> = {}): string {
    const plan = planOf(canvas);

    if (!isPlan(plan)) {
      throw new TypeError(plan.join("; "));
    }

    this.#runs += 1;

    const bytes = new Uint8Array([0, 0, 0, 0, 0, this.#runs >> 16, this.#runs >> 8, this.#runs]);
    const id = makeRunId(this.now, 0, bytes);

    this.shard.submit([{ id, name: null, planParts: encodePlan({ ...plan, ...names }) }]);

    return id;
  }

  /** These tasks of it succeed, or all, in this attempt. */
  finish(id: string, value = "1", some?: readonly number[], attempt = 1): void {
    for (const node of some ?? this.shard.find(id)?.run.nodes.keys() ?? []) {
      this.shard.report([
        {
          run: id,
          node,
          attempt,
          startedAt: this.now,
          outcome: { kind: "success", value },
          logs: [],
        },
      ]);
    }
  }

  finished(canvas: object): string {
    const id = this.submit(canvas);

    this.finish(id);

    return id;
  }

  /** As an alarm does that finds the object quiet. */
  alarm(): void {
    this.shard.fireDue();
    this.shard.checkpoint();
    this.now += 31 * SECOND;
    this.shard.sweep();
    this.#expiries.forEach((expiry) => expiry.tick());
  }

  /** Alarms as they are due, until nothing is removed any more within so long. */
  pass(ms: number): void {
    const end = this.now + ms;

    this.alarm();

    for (let next = this.#nextExpiry; next <= end; next = this.#nextExpiry) {
      this.now = Math.max(this.now, next);
      this.#expiries.forEach((expiry) => expiry.tick());
    }

    this.now = Math.max(this.now, end);
  }

  reload(): void {
    this.sql = this.sql.reopened();
    this.shard = this.#load();
  }

  rows(tables: readonly string[] = ["plan", "state", "run", "lone", "pack"]): number {
    return tables.reduce(
      (sum, table) =>
        sum + Number(this.sql.all(`select count(*) as rows from ${table}`)[0]?.["rows"]),
      0,
    );
  }

  get #expiries(): readonly Pick<Expiry, "nextAt" | "tick">[] {
    return [this.shard.expiry, this.shard.deadLetters];
  }

  get #nextExpiry(): number {
    return Math.min(...this.#expiries.map(({ nextAt }) => nextAt ?? Number.POSITIVE_INFINITY));
  }

  #load(): Shard {
    return loneShard(this.sql, {
      now: () => this.now,
      resultExpiresMs: this.#resultExpiresMs,
      deadLetterExpiresMs: 30 * DAY,
      ready: ({ run }, nodes) => this.ready.push(...nodes.map(() => run.id)),
    });
  }
}
