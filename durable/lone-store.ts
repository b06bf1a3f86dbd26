/**
 * Lone tasks, whole, up to 256 in a row: an id says by its own time in which bucket of 16 seconds it lies, so no index is needed and a
 * burst of tasks costs a few rows. A row is read, changed and written back at checkpoints.
 */
import { z } from "zod";

import { restoreRun } from "../shared/engine/apply.ts";
import { decodeNode, encodeNode, nodeRows } from "../shared/engine/codec.ts";
import { runCreatedAt } from "../shared/engine/ids.ts";
import { decodePlan, encodePlan } from "../shared/engine/plan-parts.ts";
import { isRunFinal, newRun } from "../shared/engine/run.ts";
import { type KeptRun, keepRun } from "./kept-run.ts";
import type { Sql } from "./sql.ts";

const BUCKET_MS = 16_000;
const LONE_PER_PART = 256;

const meter = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** `[name, planParts, node, finishedAt, meter]` by run id. */
const loneRecord = z.tuple([
  z.string().nullable(),
  z.array(z.string()),
  nodeRows,
  z.number(),
  meter,
]);
type LoneRecord = z.infer<typeof loneRecord>;
const partBody = z.record(z.string(), loneRecord);

export function bucketOf(runId: string): number {
  return Math.floor(runCreatedAt(runId) / BUCKET_MS);
}

export class LoneStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  load(id: string): KeptRun | undefined {
    for (const records of this.#parts(bucketOf(id)).values()) {
      const record = Object.hasOwn(records, id) ? records[id] : undefined;

      if (record !== undefined) {
        return restored(id, record);
      }
    }

    return undefined;
  }

  /** All tasks of a bucket that are not final. */
  loadOpen(bucket: number): readonly KeptRun[] {
    const all = [...this.#parts(bucket).values()].flatMap((records) => Object.entries(records));

    return all.map(([id, record]) => restored(id, record)).filter(({ run }) => !isRunFinal(run));
  }

  /** Writes these tasks as they are now, beside those that their rows hold already. */
  write(lones: readonly KeptRun[]): void {
    for (const [bucket, kept] of Map.groupBy(lones, ({ run }) => bucketOf(run.id))) {
      this.#writeBucket(bucket, kept);
    }
  }

  /** Tasks older than `before`, newest first, `limit` or a few more: whole parts are read. */
  list(before: string, limit: number): readonly KeptRun[] {
    const found: KeptRun[] = [];
    const rows = this.#sql.all(
      "select body from lone where bucket <= ? order by bucket desc, part desc limit ?",
      bucketOf(before),
      Math.ceil(limit / LONE_PER_PART) + 1,
    );

    for (const { body } of rows) {
      for (const [id, record] of Object.entries(parsePart(body))) {
        if (id < before) {
          found.push(restored(id, record));
        }
      }
    }

    return found.toSorted((a, b) => (a.run.id < b.run.id ? 1 : -1));
  }

  remove(id: string): void {
    const bucket = bucketOf(id);

    for (const [part, records] of this.#parts(bucket)) {
      if (Object.hasOwn(records, id)) {
        const { [id]: _removed, ...rest } = records;
        this.#writePart(bucket, part, rest);
      }
    }
  }

  #writeBucket(bucket: number, kept: readonly KeptRun[]): void {
    const parts = this.#parts(bucket);
    const changed = new Set<number>();
    let open = Math.max(0, parts.size - 1);

    for (const { run, meter: spent } of kept) {
      const known = [...parts].find(([, records]) => Object.hasOwn(records, run.id))?.[0];

      if (known === undefined && Object.keys(parts.get(open) ?? {}).length >= LONE_PER_PART) {
        open += 1;
      }

      const part = known ?? open;
      const records = parts.get(part) ?? {};

      records[run.id] = [
        run.name,
        encodePlan(run.plan),
        run.nodes.map(encodeNode),
        run.finishedAt,
        [spent.queueOperations, spent.requests, spent.rowsWritten, spent.rowsRead],
      ];
      parts.set(part, records);
      changed.add(part);
    }

    for (const part of changed) {
      this.#writePart(bucket, part, parts.get(part) ?? {});
    }
  }

  #parts(bucket: number): Map<number, Record<string, LoneRecord>> {
    const rows = this.#sql.all(
      "select part, body from lone where bucket = ? order by part",
      bucket,
    );

    return new Map(rows.map(({ part, body }) => [Number(part), parsePart(body)]));
  }

  #writePart(bucket: number, part: number, records: Readonly<Record<string, LoneRecord>>): void {
    this.#sql.all(
      "insert or replace into lone (bucket, part, body) values (?, ?, ?)",
      bucket,
      part,
      JSON.stringify(records),
    );
  }
}

function parsePart(body: unknown): Record<string, LoneRecord> {
  return partBody.parse(JSON.parse(String(body)));
}

function restored(id: string, [name, planParts, nodes, finishedAt, spent]: LoneRecord): KeptRun {
  const [queueOperations, requests, rowsWritten, rowsRead] = spent;
  const run = newRun(id, name, decodePlan(planParts), runCreatedAt(id));

  restoreRun(run, nodes.map(decodeNode), finishedAt);

  return keepRun(run, {
    isBucketed: true,
    meter: { queueOperations, requests, rowsWritten, rowsRead },
  });
}
