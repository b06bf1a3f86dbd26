/**
 * The tables of a gate. A waiting task is a row; so is one that runs and is counted. What travels in the message is read only when it is
 * sent, so that a long line takes little memory.
 */
import { z } from "zod";

import type { Waiting } from "../shared/policy/line-order.ts";
import { queueLimits } from "../shared/wire/gate.ts";
import { type TaskMessage, taskMessage } from "../shared/wire/message.ts";
import { type Sql, jsonIn, textIn } from "./sql.ts";

const TABLES = [
  // `released`: since when it counts as running, milliseconds; 0: it waits.
  "create table if not exists task (id integer primary key, released real not null, item text not null, message text not null)",
  "create table if not exists token (bucket text primary key, at real not null) without rowid",
  // Result backends that were told what holds, up to which version.
  "create table if not exists shard (id integer primary key, version integer not null)",
  "create table if not exists meta (name text primary key, body text not null) without rowid",
];

const item = z.object({
  id: z.string(),
  task: z.string(),
  priority: z.int(),
  at: z.number(),
  perSecond: z.number(),
  key: z.string().nullable(),
  limit: z.int(),
}) satisfies z.ZodType<Waiting>;

const storedLimits = queueLimits.extend({
  v: z.literal(1),
  version: z.int(),
  /** Rates of tasks in place of those that their calls ask for. */
  tasks: z.record(z.string(), z.string().nullable()),
});
export type StoredLimits = z.infer<typeof storedLimits>;

const NO_LIMITS: StoredLimits = {
  v: 1,
  version: 0,
  rate_limit: null,
  concurrency: null,
  paused: false,
  tasks: {},
};

export interface GateRow {
  /** Of the row. */
  readonly seq: number;
  readonly waiting: Waiting;
  /** Since when it counts as running; 0: it waits. */
  readonly released: number;
}

export class GateStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
    TABLES.forEach((table) => sql.all(table));
  }

  rows(): readonly GateRow[] {
    return this.#sql.all("select id, released, item from task order by id").map((row) => ({
      seq: Number(row["id"]),
      released: Number(row["released"]),
      waiting: item.parse(jsonIn(row, "item")),
    }));
  }

  /** Their rows, in order. */
  add(tasks: readonly (readonly [Waiting, TaskMessage])[]): readonly GateRow[] {
    const rows: GateRow[] = [];

    this.#sql.transaction(() => {
      for (const [waiting, message] of tasks) {
        const [added] = this.#sql.all(
          "insert into task (released, item, message) values (0, ?, ?) returning id",
          JSON.stringify(waiting),
          JSON.stringify(message),
        );

        rows.push({ seq: Number(added?.["id"]), waiting, released: 0 });
      }
    });

    return rows;
  }

  messageOf({ seq }: GateRow): TaskMessage {
    const [row = {}] = this.#sql.all("select message from task where id = ?", seq);

    return taskMessage.parse(jsonIn(row, "message"));
  }

  /** These count as running from `at` on (0: they wait again), and these tokens are spent. */
  release(
    rows: readonly GateRow[],
    at: number,
    tokens: Iterable<readonly [bucket: string, at: number]>,
  ): void {
    this.#sql.transaction(() => {
      for (const { seq } of rows) {
        this.#sql.all("update task set released = ? where id = ?", at, seq);
      }

      this.#writeTokens(tokens);
    });
  }

  remove(rows: readonly GateRow[]): void {
    if (rows.length > 0) {
      this.#sql.transaction(() => {
        for (const { seq } of rows) {
          this.#sql.all("delete from task where id = ?", seq);
        }
      });
    }
  }

  tokens(): readonly (readonly [bucket: string, at: number])[] {
    return this.#sql
      .all("select bucket, at from token")
      .map((row) => [textIn(row, "bucket"), Number(row["at"])]);
  }

  limits(): StoredLimits {
    const [row] = this.#sql.all("select body from meta where name = 'limits'");

    return row === undefined ? NO_LIMITS : storedLimits.parse(jsonIn(row, "body"));
  }

  /** A new rate counts from the last token of each bucket, whatever the old one was. */
  writeLimits(limits: StoredLimits, tokens: Iterable<readonly [bucket: string, at: number]>): void {
    this.#sql.transaction(() => {
      this.#sql.all(
        "insert or replace into meta (name, body) values ('limits', ?)",
        JSON.stringify(limits),
      );
      this.#writeTokens(tokens);
    });
  }

  shards(): ReadonlyMap<number, number> {
    return new Map(
      this.#sql
        .all("select id, version from shard")
        .map((row) => [Number(row["id"]), Number(row["version"])]),
    );
  }

  told(shard: number, version: number): void {
    this.#sql.all("insert or replace into shard (id, version) values (?, ?)", shard, version);
  }

  #writeTokens(tokens: Iterable<readonly [bucket: string, at: number]>): void {
    for (const [bucket, at] of tokens) {
      this.#sql.all("insert or replace into token (bucket, at) values (?, ?)", bucket, at);
    }
  }
}
