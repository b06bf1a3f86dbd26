/**
 * The log: one row per RPC that changed anything, however many runs and nodes it touched. A ring, so that a row is replaced and never
 * deleted (a delete is billed as a row written). No slot newer than the newest checkpoint is ever overwritten: `isFull`
 * asks for a checkpoint long before.
 */
import { z } from "zod";

import { type DeltaRow, deltaRow } from "../shared/engine/codec.ts";
import { utf8Bytes } from "../shared/engine/values.ts";
import { type Sql, jsonIn, textIn } from "./sql.ts";

const LOG_SLOTS = 2048;
const CHECKPOINT_SLOTS = 1024;
const CHECKPOINT_CHARS = 4_000_000;
/** After a checkpoint that failed the next one is tried so many rows later: each try writes all there is. */
const CHECKPOINT_RETRY_ROWS = 64;
/** Lone tasks of one row; it holds 2 MB, and up to 150 bytes go with each. */
const SLICE_BYTES = 1_200_000;
const LOG_VERSION = 1;

/** A lone task as submitted: run id, name, and its plan's parts. It has no row of its own until a checkpoint. */
const loneRow = z.tuple([z.string(), z.string().nullable(), z.array(z.string())]);
export type LoneRow = z.infer<typeof loneRow>;

/** What a run had cost before this row: `[run, queue operations, requests, rows written, rows read]`. */
const costRow = z.tuple([z.string(), z.number(), z.number(), z.number(), z.number()]);
export type CostRow = z.infer<typeof costRow>;

const logEntry = z.object({
  v: z.literal(LOG_VERSION),
  lones: z.array(loneRow),
  deltas: z.array(deltaRow),
  costs: z.array(costRow),
});

interface LogEntry {
  readonly seq: number;
  readonly lones: readonly LoneRow[];
  readonly deltas: readonly DeltaRow[];
  readonly costs: readonly CostRow[];
}

export class RingLog {
  readonly #sql: Sql;
  /** Number of the newest row; grows by one per row and never falls. */
  #seq: number;
  #checkpointSeq: number;
  #charsSinceCheckpoint = 0;
  /** No checkpoint is asked for before this row. */
  #checkpointFrom = 0;

  constructor(sql: Sql, checkpointSeq: number) {
    this.#sql = sql;
    this.#seq = checkpointSeq;
    this.#checkpointSeq = checkpointSeq;
  }

  get seq(): number {
    return this.#seq;
  }

  /** Something was written since the newest checkpoint. */
  get isDirty(): boolean {
    return this.#seq > this.#checkpointSeq;
  }

  get isFull(): boolean {
    return (
      this.#seq >= this.#checkpointFrom &&
      (this.#seq - this.#checkpointSeq >= CHECKPOINT_SLOTS ||
        this.#charsSinceCheckpoint >= CHECKPOINT_CHARS)
    );
  }

  /**
   * One row, or, of very many lone tasks, as many as hold them; so inside a transaction. Throws when it would overwrite what the archive
   * does not hold yet: better no new work than lost work.
   */
  append(
    lones: readonly LoneRow[],
    deltas: readonly DeltaRow[],
    costs: readonly CostRow[] = [],
  ): number {
    const slices = sliceRows(lones);
    const last = slices.pop() ?? [];

    slices.forEach((slice) => this.#write({ lones: slice, deltas: [], costs: [] }));

    return this.#write({ lones: last, deltas, costs });
  }

  #write(changes: Omit<LogEntry, "seq">): number {
    const entry = JSON.stringify({ v: LOG_VERSION, ...changes });
    const seq = this.#seq + 1;

    if (seq - this.#checkpointSeq > LOG_SLOTS) {
      throw new RangeError(`The log is full: its ${LOG_SLOTS} rows wait for a checkpoint.`);
    }

    this.#sql.all(
      "insert or replace into log (slot, seq, entry) values (?, ?, ?)",
      seq % LOG_SLOTS,
      seq,
      entry,
    );
    this.#seq = seq;
    this.#charsSinceCheckpoint += entry.length;

    return seq;
  }

  /** What is newer than the checkpoint, oldest first. Call once, before the first `append`. */
  *replay(): Generator<LogEntry> {
    const query = "select seq, entry from log where seq > ? order by seq";

    for (const row of this.#sql.all(query, this.#checkpointSeq)) {
      const { lones, deltas, costs } = logEntry.parse(jsonIn(row, "entry"));

      this.#seq = Number(row["seq"]);
      this.#charsSinceCheckpoint += textIn(row, "entry").length;
      yield { seq: this.#seq, lones, deltas, costs };
    }
  }

  checkpointFailed(): void {
    this.#checkpointFrom = this.#seq + CHECKPOINT_RETRY_ROWS;
  }

  /** Everything up to the newest row is in the tables now. */
  checkpointed(): void {
    this.#checkpointSeq = this.#seq;
    this.#charsSinceCheckpoint = 0;
  }
}

/** So many that each slice fits into a row, what else it holds included. */
function sliceRows(lones: readonly LoneRow[]): LoneRow[][] {
  const slices: LoneRow[][] = [];
  let bytes = 0;

  for (const lone of lones) {
    const size = lones.length === 1 ? 0 : utf8Bytes(JSON.stringify(lone));
    const open = slices.at(-1);

    if (open === undefined || bytes + size > SLICE_BYTES) {
      slices.push([lone]);
      bytes = size;
    } else {
      open.push(lone);
      bytes += size;
    }
  }

  return slices;
}
