/**
 * When runs must be back in memory that left it because they only wait for a time far off (`rest.ts`): a row for each, earliest first. Written
 * with the checkpoint that stores the run. A row too many does no harm: whoever is back too early, or for nothing, leaves again.
 */
import { type Sql, textIn } from "./sql.ts";

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

  set(at: number, run: string): void {
    this.#sql.all("insert or replace into timer (at, run) values (?, ?)", at, run);
    this.#nextAt = null;
  }

  remove(at: number, run: string): void {
    this.#sql.all("delete from timer where at = ? and run = ?", at, run);
    this.#nextAt = null;
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
