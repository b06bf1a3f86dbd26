/**
 * The rows of dead letters: tasks that failed in a way that nothing in the system will mend by itself, each with its own copy of what it
 * takes to understand and to repeat it. They are written with the failure, and stay when the run and its results go.
 *
 * A letter is one row; a large call lies in further ones behind it, so that a list does not read it. Its id begins with the time of death
 * and has the run's own id in it, which says the shard.
 */
import { z } from "zod";

import type { JsonText } from "../shared/canvas/json.ts";
import {
  type DeadHead,
  type ReplayedLetter,
  deadHead,
  replay as replayRow,
} from "../shared/engine/dead-letter.ts";
import type {
  DeadLetter,
  DeadLetterQuery,
  DeadLetterReply,
  ListedLetter,
} from "../shared/wire/dead-letters.ts";
import { type Sql, jsonIn, textIn } from "./sql.ts";

/** So small that as many rows as are kept fit into a database (10 GB), whatever is in them. */
const PART_CHARS = 30_000;
const MAX_ROWS = 100_000;

/** They are counted after so many were written: counting reads them all. */
const COUNT_EVERY = 1000;

/** Letters looked at for one answer. */
const SCAN_LETTERS = 5000;

/** `call` is null where it lies in the rows behind. */
const firstRow = z.object({
  v: z.literal(1),
  head: deadHead,
  call: z.string().nullable(),
  replay: replayRow.nullable().default(null),
});
type FirstRow = z.infer<typeof firstRow>;

export class DeadStore {
  readonly #sql: Sql;
  #writtenSinceCount = COUNT_EVERY;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  write({ head, call }: { readonly head: DeadHead; readonly call: JsonText }): void {
    const isSmall = call.length <= PART_CHARS;
    const further = isSmall ? 0 : Math.ceil(call.length / PART_CHARS);

    this.#writeFirst({ v: 1, head, call: isSmall ? call : null, replay: null });

    for (let part = 0; part < further; part += 1) {
      this.#insert(head.id, part + 1, call.slice(part * PART_CHARS, (part + 1) * PART_CHARS));
    }

    this.#writtenSinceCount += 1 + further;
    this.#trim();
  }

  /** Those of them that are there say so from then on. */
  markReplayed(letters: readonly ReplayedLetter[]): void {
    for (const { id, replay } of letters) {
      const [row] = this.#sql.all("select body from dead where id = ? and part = 0", id);

      if (row !== undefined) {
        this.#writeFirst({ ...firstRow.parse(jsonIn(row, "body")), replay });
      }
    }
  }

  find(id: string): DeadLetter | undefined {
    const [first, ...rest] = this.#sql.all("select body from dead where id = ? order by part", id);

    if (first === undefined) {
      return undefined;
    }

    const { head, call, replay } = firstRow.parse(jsonIn(first, "body"));

    return { head, replay, call: call ?? rest.map((row) => textIn(row, "body")).join("") };
  }

  /** Without its call. */
  look(id: string): ListedLetter | undefined {
    const [row] = this.#sql.all("select body from dead where id = ? and part = 0", id);

    if (row === undefined) {
      return undefined;
    }

    const { head, replay } = firstRow.parse(jsonIn(row, "body"));

    return { head, replay };
  }

  /** False: there was none. */
  remove(id: string): boolean {
    return this.#sql.all("delete from dead where id = ? returning part", id).length > 0;
  }

  /** Rows of letters older than this id, so many at most. How many they were. */
  removeBefore(id: string, limit: number): number {
    const last = this.#sql
      .all("select id from dead where id < ? order by id, part limit ?", id, limit)
      .at(-1);

    return last === undefined ? 0 : this.#removeThrough(textIn(last, "id"));
  }

  get oldestId(): string | undefined {
    const [row] = this.#sql.all("select id from dead order by id limit 1");

    return row === undefined ? undefined : textIn(row, "id");
  }

  /** Newest first, none older than `after`. */
  list({ before, limit, ...filter }: DeadLetterQuery, after: string): DeadLetterReply {
    const rows = this.#sql.all(
      "select id, body from dead where part = 0 and id < ? and id >= ? order by id desc limit ?",
      before ?? "~",
      after,
      SCAN_LETTERS,
    );
    const letters: ListedLetter[] = [];

    for (const row of rows) {
      const { head, replay } = firstRow.parse(jsonIn(row, "body"));

      if (matches({ head, replay }, filter)) {
        letters.push({ head, replay });
      }

      if (letters.length === limit) {
        return { letters, scannedTo: head.id };
      }
    }

    const last = rows.at(-1);

    return {
      letters,
      scannedTo: rows.length < SCAN_LETTERS || last === undefined ? null : textIn(last, "id"),
    };
  }

  /** The oldest go where there are too many. */
  #trim(): void {
    if (this.#writtenSinceCount < COUNT_EVERY) {
      return;
    }

    this.#writtenSinceCount = 0;

    const [counted] = this.#sql.all("select count(*) as rows from dead");
    const surplus = Number(counted?.["rows"]) - MAX_ROWS;
    const [last] =
      surplus > 0
        ? this.#sql.all("select id from dead order by id, part limit 1 offset ?", surplus - 1)
        : [];

    if (last !== undefined) {
      this.#removeThrough(textIn(last, "id"));
    }
  }

  #removeThrough(id: string): number {
    return this.#sql.all("delete from dead where id <= ? returning part", id).length;
  }

  #writeFirst(row: FirstRow): void {
    this.#insert(row.head.id, 0, JSON.stringify(row));
  }

  #insert(id: string, part: number, body: string): void {
    this.#sql.all("insert or replace into dead (id, part, body) values (?, ?, ?)", id, part, body);
  }
}

function matches(
  { head: { task, queue, reason }, replay }: ListedLetter,
  filter: Omit<DeadLetterQuery, "before" | "limit">,
): boolean {
  return (
    (filter.task === null || filter.task === task) &&
    (filter.queue === null || filter.queue === queue) &&
    (filter.reason === null || filter.reason === reason) &&
    (filter.replayed === null || filter.replayed === (replay !== null))
  );
}
