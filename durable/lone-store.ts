/**
 * Lone tasks, whole, up to 256 in a row: an id says by its own time in which bucket of 16 seconds it lies, so no index is needed and a
 * burst of tasks costs a few rows. A row is read, changed and written back at checkpoints.
 */
import { z } from "zod";

import { decodeNode, encodeNode, nodeRows } from "../shared/engine/codec.ts";
import { runCreatedAt } from "../shared/engine/ids.ts";
import { decodePlan, encodePlan } from "../shared/engine/plan-parts.ts";
import { restoreRun } from "../shared/engine/restore.ts";
import { isRunFinal, newRun } from "../shared/engine/run.ts";
import { type KeptRun, keepRun } from "./kept-run.ts";
import { type Sql, type SqlRow, jsonIn } from "./sql.ts";

const BUCKET_MS = 16_000;
const LONE_PER_PART = 256;

const meter = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** `[name, planParts, node, finishedAt, meter]` */
const loneRecord = z.tuple([
  z.string().nullable(),
  z.array(z.string()),
  nodeRows,
  z.number(),
  meter,
]);
type LoneRecord = z.infer<typeof loneRecord>;

/** By run id. */
const records = z.array(z.tuple([z.string(), loneRecord])).transform((entries) => new Map(entries));
type Records = Map<string, LoneRecord>;

export function bucketOf(runId: string): number {
  return Math.floor(runCreatedAt(runId) / BUCKET_MS);
}

export class LoneStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  load(id: string): KeptRun | undefined {
    for (const part of this.#parts(bucketOf(id)).values()) {
      const record = part.get(id);

      if (record !== undefined) {
        return restored(id, record);
      }
    }

    return undefined;
  }

  /** All tasks of a bucket, newest first. */
  bucket(bucket: number): readonly KeptRun[] {
    const all = [...this.#parts(bucket).values()].flatMap((part) => Array.from(part));

    return all
      .map(([id, record]) => restored(id, record))
      .toSorted((a, b) => (a.run.id < b.run.id ? 1 : -1));
  }

  loadOpen(bucket: number): readonly KeptRun[] {
    return this.bucket(bucket).filter(({ run }) => !isRunFinal(run));
  }

  /** The newest bucket that is not newer than `bucket`. */
  bucketUpTo(bucket: number): number | undefined {
    const [row] = this.#sql.all("select max(bucket) as bucket from lone where bucket <= ?", bucket);

    return typeof row?.["bucket"] === "number" ? row["bucket"] : undefined;
  }

  /** Writes these tasks as they are now, beside those that their rows hold already. */
  write(lones: readonly KeptRun[]): void {
    for (const [bucket, kept] of Map.groupBy(lones, ({ run }) => bucketOf(run.id))) {
      this.#writeBucket(bucket, kept);
    }
  }

  remove(id: string): void {
    const bucket = bucketOf(id);

    for (const [part, held] of this.#parts(bucket)) {
      if (held.delete(id)) {
        this.#writePart(bucket, part, held);
      }
    }
  }

  #writeBucket(bucket: number, kept: readonly KeptRun[]): void {
    const parts = this.#parts(bucket);
    const placeOf = new Map(
      [...parts].flatMap(([part, held]) => [...held.keys()].map((id) => [id, part] as const)),
    );
    const changed = new Set<number>();
    let open = Math.max(0, ...parts.keys());

    for (const lone of kept) {
      if ((parts.get(open)?.size ?? 0) >= LONE_PER_PART) {
        open += 1;
      }

      const part = placeOf.get(lone.run.id) ?? open;
      const held = parts.get(part) ?? new Map<string, LoneRecord>();

      parts.set(part, held.set(lone.run.id, recordOf(lone)));
      changed.add(part);
    }

    for (const part of changed) {
      this.#writePart(bucket, part, parts.get(part) ?? new Map());
    }
  }

  #parts(bucket: number): Map<number, Records> {
    const rows = this.#sql.all("select part, body from lone where bucket = ?", bucket);

    return new Map(rows.map((row) => [Number(row["part"]), parsePart(row)]));
  }

  #writePart(bucket: number, part: number, held: Records): void {
    const body = JSON.stringify([...held]);

    this.#sql.all(
      "insert or replace into lone (bucket, part, body) values (?, ?, ?)",
      bucket,
      part,
      body,
    );
  }
}

function parsePart(row: SqlRow): Records {
  return records.parse(jsonIn(row, "body"));
}

function recordOf({ run, meter: spent }: KeptRun): LoneRecord {
  const usage = [
    spent.queueOperations,
    spent.requests,
    spent.rowsWritten,
    spent.rowsRead,
  ] satisfies z.infer<typeof meter>;

  return [run.name, encodePlan(run.plan), run.nodes.map(encodeNode), run.finishedAt, usage];
}

function restored(id: string, [name, planParts, nodes, finishedAt, spent]: LoneRecord): KeptRun {
  const [queueOperations, requests, rowsWritten, rowsRead] = spent;
  const run = newRun(id, name, decodePlan(planParts), runCreatedAt(id));

  restoreRun(run, nodes.map(decodeNode), finishedAt);

  return keepRun(run, {
    isBucketed: true,
    meter: { queueOperations, requests, rowsWritten, rowsRead },
    usedAt: 0,
  });
}
