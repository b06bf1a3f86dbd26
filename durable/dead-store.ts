/**
 * Dead letters: tasks that failed in a way that nothing in the system will mend by itself, each with its own copy of what it takes to
 * understand and to repeat it. They are written with the failure, and stay when the run and its results go.
 *
 * A letter is one row; a large call lies in further ones behind it, so that a list does not read it. Its id begins with the time of death
 * and has the run's own id in it, which says the shard.
 */
import { z } from "zod";

import type { JsonText } from "../shared/canvas/json.ts";
import { type DeadHead, deadHead } from "../shared/engine/dead-letter.ts";
import type { DeadLetterQuery, DeadLetterReply } from "../shared/wire/dead-letters.ts";
import { type Sql, jsonIn, textIn } from "./sql.ts";

/** A row holds 2 MB, and a character takes up to 3 bytes. */
const PART_CHARS = 600_000;

/** Letters looked at for one answer. */
const SCAN_LETTERS = 5000;

/** `call` is null where it lies in the rows behind. */
const firstRow = z.object({ v: z.literal(1), head: deadHead, call: z.string().nullable() });

export interface DeadLetter {
  readonly head: DeadHead;
  /** `[args, kwargs]`, as the task was called. */
  readonly call: JsonText;
}

export class DeadStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  write({ head, call }: DeadLetter): void {
    const isSmall = call.length <= PART_CHARS;
    const first: z.infer<typeof firstRow> = { v: 1, head, call: isSmall ? call : null };
    const further = isSmall ? 0 : Math.ceil(call.length / PART_CHARS);

    this.#insert(head.id, 0, JSON.stringify(first));

    for (let part = 0; part < further; part += 1) {
      this.#insert(head.id, part + 1, call.slice(part * PART_CHARS, (part + 1) * PART_CHARS));
    }
  }

  find(id: string): DeadLetter | undefined {
    const [first, ...rest] = this.#sql.all("select body from dead where id = ? order by part", id);

    if (first === undefined) {
      return undefined;
    }

    const { head, call } = firstRow.parse(jsonIn(first, "body"));

    return { head, call: call ?? rest.map((row) => textIn(row, "body")).join("") };
  }

  /** False: there was none. */
  remove(id: string): boolean {
    return this.#sql.all("delete from dead where id = ? returning part", id).length > 0;
  }

  /** Newest first. */
  list({ before, limit, ...filter }: DeadLetterQuery): DeadLetterReply {
    const rows = this.#sql.all(
      "select id, body from dead where part = 0 and id < ? order by id desc limit ?",
      before ?? "~",
      SCAN_LETTERS,
    );
    const letters: DeadHead[] = [];

    for (const row of rows) {
      const { head } = firstRow.parse(jsonIn(row, "body"));

      if (matches(head, filter)) {
        letters.push(head);
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

  #insert(id: string, part: number, body: string): void {
    this.#sql.all("insert or replace into dead (id, part, body) values (?, ?, ?)", id, part, body);
  }
}

function matches(
  { task, queue, reason }: DeadHead,
  filter: Pick<DeadLetterQuery, "task" | "queue" | "reason">,
): boolean {
  return (
    (filter.task === null || filter.task === task) &&
    (filter.queue === null || filter.queue === queue) &&
    (filter.reason === null || filter.reason === reason)
  );
}
