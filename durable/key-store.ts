/**
 * The names that callers give to what they submit: ids they chose, and idempotency keys. A row is written only for who gives one, in one
 * step with the row that starts the run, and is removed with the run; so a name leads to a run, or to nothing. Likewise the newest retry by
 * hand of a run, which somebody may ask for again whose answer got lost.
 */
import { z } from "zod";

import type { Plan } from "../shared/engine/plan.ts";
import { type Sql, jsonIn } from "./sql.ts";

const keyRow = z.object({
  /** Of what was asked for under that name. */
  digest: z.string(),
  /** In the order they were submitted; only a batch has several. */
  runs: z.array(z.string()).min(1),
  /** Of a retry: the request that asked for it. */
  request: z.string().exactOptional(),
});

/** A name, and the runs that were submitted under it. */
export interface NamedRuns extends z.infer<typeof keyRow> {
  readonly key: string;
}

export class KeyStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  find(key: string): NamedRuns | undefined {
    const [row] = this.#sql.all("select body from key where key = ?", key);

    return row === undefined ? undefined : { key, ...keyRow.parse(jsonIn(row, "body")) };
  }

  /** The run of a chosen id. */
  runOf(chosenId: string): string | undefined {
    return this.find(idKey(chosenId))?.runs[0];
  }

  /** In place of a run that has expired, if one had the name before. */
  write({ key, ...named }: NamedRuns): void {
    this.#sql.all(
      "insert or replace into key (key, keeper, body) values (?, ?, ?)",
      key,
      keeperOf(named),
      JSON.stringify(named satisfies z.infer<typeof keyRow>),
    );
  }

  /** These names go with the run that keeps them, unless another one has them by now; and so does its newest retry. */
  remove(keeper: string, keys: readonly string[]): void {
    for (const key of [...keys, retryKey(keeper)]) {
      this.#sql.all("delete from key where key = ? and keeper = ?", key, keeper);
    }
  }
}

/** The kinds of names may be alike. */
export function idKey(chosenId: string): string {
  return `id:${chosenId}`;
}

export function idempotencyKey(key: string): string {
  return `key:${key}`;
}

/** Under which the newest retry of a run stands. */
export function retryKey(run: string): string {
  return `retry:${run}`;
}

/** The names that a run keeps. */
export function keysOf({ chosenId, idempotencyKey: key }: Plan): string[] {
  return [
    ...(chosenId === undefined ? [] : [idKey(chosenId)]),
    ...(key === undefined ? [] : [idempotencyKey(key)]),
  ];
}

/** The run that the name goes with: the last, of a batch. */
export function keeperOf({ runs }: Pick<NamedRuns, "runs">): string {
  return runs.at(-1) ?? "";
}
