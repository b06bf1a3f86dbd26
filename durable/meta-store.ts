/** The few facts of a shard that are not about one run. Written at checkpoints. */
import { z } from "zod";

import { type Sql, jsonIn } from "./sql.ts";

const SCHEMA_VERSION = 1;

const checkpoint = z.object({
  v: z.literal(SCHEMA_VERSION),
  /** Everything up to this log row is in the tables. */
  seq: z.int(),
  /** The newest time on record then, milliseconds: time does not go back, whatever the clock does. */
  at: z.number(),
  /** Runs that were not final then; they are loaded with the object, whatever is final only when asked for. */
  openRuns: z.array(z.string()),
  /** Buckets that held lone tasks which were not final then. */
  openBuckets: z.array(z.int()),
});
type Checkpoint = z.infer<typeof checkpoint>;

export function readCheckpoint(sql: Sql): Checkpoint {
  const [row] = sql.all("select body from meta where name = 'checkpoint'");

  return row === undefined
    ? { v: SCHEMA_VERSION, seq: 0, at: 0, openRuns: [], openBuckets: [] }
    : checkpoint.parse(jsonIn(row, "body"));
}

export function writeCheckpoint(sql: Sql, checkpointed: Omit<Checkpoint, "v">): void {
  const body = JSON.stringify({ v: SCHEMA_VERSION, ...checkpointed } satisfies Checkpoint);

  sql.all("insert or replace into meta (name, body) values ('checkpoint', ?)", body);
}
