/**
 * When runs must be back in memory that left it because they only wait for a time far off (`rest.ts`): a row for each, earliest first.
 * Written with the checkpoint that stores the run. A row too many does no harm: whoever is back too early, or for nothing, leaves again.
 */
import { z } from "zod";

import { type Sql, jsonIn, textIn } from "./sql.ts";

const delayedRow = z.array(z.tuple([z.string(), z.int()]));

interface Row {
  readonly at: number;
  readonly run: string;
}

export class TimerStore {
  readonly #sql: Sql;
  /** Up to here this object has brought them back; their rows go when they changed. */
  #taken: Row = { at: 0, run: "" };
  /** Of those after it the earliest; null: it must be looked up. */
  #nextAt: number | undefined | null = null;
  /** By queue; null: it must be looked up. */
  #delayed: Map<string, number> | null = null;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** When the first that is not back yet is due; undefined when there is none. */
  get nextAt(): number | undefined {
    if (this.#nextAt === null) {
      this.#nextAt = this.#after(1)[0]?.at;
    }

    return this.#nextAt;
  }

  has(at: number, run: string): boolean {
    return this.#sql.all("select 1 from timer where at = ? and run = ?", at, run).length > 0;
  }

  /** `delayed`: how many of its tasks wait for a time, by queue. What is there already is not written again. */
  set(at: number, run: string, delayed: ReadonlyMap<string, number>): void {
    const body = JSON.stringify([...delayed]);
    const before = this.delayedOf(at, run);

    if (JSON.stringify([...before]) === body) {
      return;
    }

    this.#sql.all(
      "insert or replace into timer (at, run, delayed) values (?, ?, ?)",
      at,
      run,
      body,
    );
    this.#nextAt = null;
    this.#count(before, -1);
    this.#count(delayed, 1);
  }

  remove(at: number, run: string): void {
    this.#count(this.delayedOf(at, run), -1);
    this.#sql.all("delete from timer where at = ? and run = ?", at, run);
    this.#nextAt = null;
  }

  /** How many tasks of all these runs wait for a time, by queue. Looked up once, and kept up to date. */
  get delayed(): ReadonlyMap<string, number> {
    this.#delayed ??= this.#sumOfRows();

    return this.#delayed;
  }

  /** Of one of them; nothing where there is no such row. */
  delayedOf(at: number, run: string): ReadonlyMap<string, number> {
    const [row] =
      at > 0 ? this.#sql.all("select delayed from timer where at = ? and run = ?", at, run) : [];

    return new Map(row === undefined ? [] : delayedRow.parse(jsonIn(row, "delayed")));
  }

  /** Runs that are due by then and were not taken before, at most so many. */
  take(by: number, limit: number): readonly string[] {
    if (this.nextAt === undefined || this.nextAt > by) {
      return [];
    }

    const due = this.#after(limit).filter(({ at }) => at <= by);

    this.#taken = due.at(-1) ?? this.#taken;
    this.#nextAt = null;

    return due.map(({ run }) => run);
  }

  /** What was looked up may be wrong after a write that was undone. */
  forget(): void {
    this.#nextAt = null;
    this.#delayed = null;
  }

  #count(delayed: ReadonlyMap<string, number>, sign: 1 | -1): void {
    for (const [queue, count] of delayed) {
      this.#delayed?.set(queue, (this.#delayed.get(queue) ?? 0) + sign * count);
    }
  }

  #sumOfRows(): Map<string, number> {
    const sums = new Map<string, number>();
    const rows = this.#sql.all("select delayed, count(*) as runs from timer group by delayed");

    for (const row of rows) {
      for (const [queue, count] of delayedRow.parse(jsonIn(row, "delayed"))) {
        sums.set(queue, (sums.get(queue) ?? 0) + count * Number(row["runs"]));
      }
    }

    return sums;
  }

  #after(limit: number): readonly Row[] {
    const rows = this.#sql.all(
      "select at, run from timer where (at, run) > (?, ?) order by at, run limit ?",
      this.#taken.at,
      this.#taken.run,
      limit,
    );

    return rows.map((row) => ({ at: Number(row["at"]), run: textIn(row, "run") }));
  }
}
