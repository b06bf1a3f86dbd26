/**
 * The tables of beat: what was defined and how far it came, apart, since each firing writes the second and not the first. Both are in memory
 * whole; what they hold together is bounded.
 */
import { failed } from "./failed.ts";
import {
  type ScheduleEntry,
  entryOf,
  newProgress,
  storedEntry,
  storedProgress,
} from "./schedule-entry.ts";
import { type Sql, type SqlRow, jsonIn, textIn } from "./sql.ts";

const TABLES = [
  "create table if not exists entry (name text primary key, body text not null) without rowid",
  "create table if not exists progress (name text primary key, body text not null) without rowid",
];

export class BeatStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;

    for (const table of TABLES) {
      sql.all(table);
    }
  }

  load(): readonly ScheduleEntry[] {
    const progress = new Map(
      this.#sql.all("select name, body from progress").map((row) => [textIn(row, "name"), row]),
    );

    return this.#sql
      .all("select name, body from entry")
      .flatMap((row) => readEntry(row, progress.get(textIn(row, "name"))) ?? []);
  }

  /** All of an entry. */
  write({ name, stored, progress }: ScheduleEntry): void {
    this.#sql.transaction(() => {
      this.#put("entry", name, stored);
      this.#put("progress", name, progress);
    });
  }

  writeProgress({ name, progress }: ScheduleEntry): void {
    this.#put("progress", name, progress);
  }

  remove(name: string): void {
    this.#sql.transaction(() => {
      this.#sql.all("delete from entry where name = ?", name);
      this.#sql.all("delete from progress where name = ?", name);
    });
  }

  #put(table: "entry" | "progress", name: string, body: unknown): void {
    this.#sql.all(
      `insert or replace into ${table} (name, body) values (?, ?)`,
      name,
      JSON.stringify(body),
    );
  }
}

/** One that cannot be read (its time zone was abolished, say) must not keep the others from being fired. Its rows stay. */
function readEntry(row: SqlRow, progressRow: SqlRow | undefined): ScheduleEntry | undefined {
  const name = textIn(row, "name");

  try {
    const stored = storedEntry.parse(jsonIn(row, "body"));
    const progress =
      progressRow === undefined
        ? newProgress(null)
        : storedProgress.parse(jsonIn(progressRow, "body"));

    return entryOf(name, stored, progress);
  } catch (error) {
    failed(`The schedule "${name}" cannot be read and is not fired`, error);

    return undefined;
  }
}
