/** The few facts of a shard that are not about one run. Written at checkpoints. */
import { z } from "zod";

import { type Sql, jsonIn } from "./sql.ts";

const SCHEMA_VERSION = 1;

/** A row holds 2 MB, and an id takes 39 bytes in it: what open runs there are besides stands in further rows. */
const RUNS_PER_ROW = 40_000;

const HEAD = "checkpoint";

const openRuns = z.array(z.string());

const head = z.object({
  v: z.literal(SCHEMA_VERSION),
  /** Everything up to this log row is in the tables. */
  seq: z.int(),
  /** The newest time on record then, milliseconds: time does not go back, whatever the clock does. */
  at: z.number(),
  /** Runs that were not final then; they are loaded with the object, whatever is final only when asked for. */
  openRuns,
  /** In so many further rows there are more of them. */
  moreRows: z.int().exactOptional(),
  /** Buckets that held lone tasks which were not final then. */
  openBuckets: z.array(z.int()),
});
type Head = z.infer<typeof head>;

type Checkpoint = Omit<Head, "v" | "moreRows">;

export function readCheckpoint(sql: Sql): Checkpoint {
  const [row] = sql.all("select body from meta where name = ?", HEAD);

  if (row === undefined) {
    return { seq: 0, at: 0, openRuns: [], openBuckets: [] };
  }

  const { v: _version, moreRows = 0, ...checkpoint } = head.parse(jsonIn(row, "body"));
  const more = sql.all(
    "select body from meta where name > ? and name <= ? order by name",
    rowName(0),
    rowName(moreRows),
  );

  return {
    ...checkpoint,
    openRuns: [
      ...checkpoint.openRuns,
      ...more.flatMap((each) => openRuns.parse(jsonIn(each, "body"))),
    ],
  };
}

/** Rows that fewer open runs need no more stay, and are not read. */
export function writeCheckpoint(sql: Sql, { openRuns: open, ...checkpoint }: Checkpoint): void {
  const moreRows = Math.max(0, Math.ceil(open.length / RUNS_PER_ROW) - 1);
  const write = (name: string, body: unknown): void => {
    sql.all("insert or replace into meta (name, body) values (?, ?)", name, JSON.stringify(body));
  };

  write(HEAD, {
    v: SCHEMA_VERSION,
    ...checkpoint,
    openRuns: open.slice(0, RUNS_PER_ROW),
    ...(moreRows > 0 && { moreRows }),
  } satisfies Head);

  for (let row = 1; row <= moreRows; row += 1) {
    write(rowName(row), open.slice(row * RUNS_PER_ROW, (row + 1) * RUNS_PER_ROW));
  }
}

/** In the order of their numbers. */
function rowName(row: number): string {
  return `${HEAD} ${String(row).padStart(6, "0")}`;
}
