/**
 * Lone tasks, whole, many in a row: an id says by its own time in which bucket of 16 seconds it lies, so the tables need no index and a burst
 * of tasks costs a few rows. A row is read, changed and written back at checkpoints. Which id is in which row of a bucket is
 * remembered for the buckets used last.
 */
import { decodeNode, encodeNode } from "../shared/engine/codec.ts";
import { runCreatedAt } from "../shared/engine/ids.ts";
import { decodePlan, encodePlan } from "../shared/engine/plan-parts.ts";
import { restoreRun } from "../shared/engine/restore.ts";
import { isRunFinal, newRun } from "../shared/engine/run.ts";
import { type KeptRun, keepRun } from "./kept-run.ts";
import { keysOf } from "./key-store.ts";
import { LonePart, type LoneRecord } from "./lone-part.ts";
import { type Sql, textIn } from "./sql.ts";

const BUCKET_MS = 16_000;
/** Buckets whose ids are remembered. */
const KNOWN_BUCKETS = 8;

export function bucketOf(runId: string): number {
  return bucketAt(runCreatedAt(runId));
}

export function bucketAt(time: number): number {
  return Math.floor(time / BUCKET_MS);
}

export function bucketStart(bucket: number): number {
  return bucket * BUCKET_MS;
}

/** A row of lone tasks. */
export interface LonePlace {
  readonly bucket: number;
  readonly part: number;
}

export class LoneStore {
  readonly #sql: Sql;
  /** The part of each id, for the buckets used last. */
  readonly #known = new Map<number, Map<string, number>>();

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  load(id: string): KeptRun | undefined {
    return this.loadAll([id])[0];
  }

  /** Those of these that are here. */
  loadAll(ids: readonly string[]): readonly KeptRun[] {
    return [...Map.groupBy(ids, bucketOf)].flatMap(([bucket, ofBucket]) => {
      const places = this.#partsById(bucket);
      const byPart = Map.groupBy(ofBucket, (id) => places.get(id));

      return [...byPart].flatMap(([part, ofPart]) =>
        part === undefined ? [] : this.#loadFrom(bucket, part, ofPart),
      );
    });
  }

  /** Tasks of a bucket, those older than `before` where it is given, newest first. */
  bucket(bucket: number, before?: string): readonly KeptRun[] {
    return [...this.#parts(bucket).values()]
      .flatMap(({ records }) => Array.from(records))
      .filter(([id]) => before === undefined || id < before)
      .toSorted(([a], [b]) => (a < b ? 1 : -1))
      .map(([id, record]) => restored(id, record));
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
    const part = this.#partsById(bucket).get(id);

    if (part !== undefined) {
      const held = this.#part(bucket, part);

      held.delete(id);

      if (held.records.size === 0) {
        this.removePart({ bucket, part });
      } else {
        this.#writePart(bucket, part, held);
        this.#known.delete(bucket);
      }
    }
  }

  /** Rows of buckets before `end`, from after `place` on, oldest first. */
  parts(
    place: LonePlace,
    end: number,
    limit: number,
  ): readonly (LonePlace & { readonly finishedAt: number })[] {
    const rows = this.#sql.all(
      "select bucket, part, finished_at from lone where (bucket, part) > (?, ?) and bucket < ? order by bucket, part limit ?",
      place.bucket,
      place.part,
      end,
      limit,
    );

    return rows.map((row) => ({
      bucket: Number(row["bucket"]),
      part: Number(row["part"]),
      finishedAt: Number(row["finished_at"]),
    }));
  }

  part({ bucket, part }: LonePlace): LonePart {
    return this.#part(bucket, part);
  }

  removePart({ bucket, part }: LonePlace): void {
    this.#sql.all("delete from lone where bucket = ? and part = ?", bucket, part);
    this.#known.delete(bucket);
  }

  /** The oldest bucket that is not older than `bucket`. */
  bucketFrom(bucket: number): number | undefined {
    const [row] = this.#sql.all("select min(bucket) as bucket from lone where bucket >= ?", bucket);

    return typeof row?.["bucket"] === "number" ? row["bucket"] : undefined;
  }

  /** What was remembered may be wrong after a write that was undone. */
  forget(): void {
    this.#known.clear();
  }

  #loadFrom(bucket: number, part: number, ids: readonly string[]): readonly KeptRun[] {
    const { records } = this.#part(bucket, part);

    return ids.flatMap((id) => {
      const record = records.get(id);

      return record === undefined ? [] : restored(id, record);
    });
  }

  #writeBucket(bucket: number, kept: readonly KeptRun[]): void {
    const parts = this.#parts(bucket);
    const placeOf = new Map(this.#partsById(bucket));
    const changed = new Set<number>();

    for (const lone of kept) {
      const { id } = lone.run;
      const record = recordOf(lone);
      const home = placeOf.get(id);
      const stays = home !== undefined && parts.get(home)?.put(id, record) === true;
      const place = stays ? home : append(parts, id, record);

      placeOf.set(id, place);
      changed.add(home ?? place).add(place);
    }

    for (const part of changed) {
      this.#writePart(bucket, part, parts.get(part) ?? new LonePart());
    }

    this.#remember(bucket, placeOf);
  }

  #partsById(bucket: number): ReadonlyMap<string, number> {
    const known =
      this.#known.get(bucket) ??
      new Map(
        [...this.#parts(bucket)].flatMap(([part, { records }]) =>
          Array.from(records.keys(), (id): [string, number] => [id, part]),
        ),
      );

    this.#remember(bucket, known);

    return known;
  }

  #remember(bucket: number, partsById: Map<string, number>): void {
    this.#known.delete(bucket);
    this.#known.set(bucket, partsById);

    for (const oldest of [...this.#known.keys()].slice(0, -KNOWN_BUCKETS)) {
      this.#known.delete(oldest);
    }
  }

  #parts(bucket: number): Map<number, LonePart> {
    const rows = this.#sql.all("select part, body from lone where bucket = ?", bucket);

    return new Map(rows.map((row) => [Number(row["part"]), new LonePart(textIn(row, "body"))]));
  }

  #part(bucket: number, part: number): LonePart {
    const [row] = this.#sql.all(
      "select body from lone where bucket = ? and part = ?",
      bucket,
      part,
    );

    return row === undefined ? new LonePart() : new LonePart(textIn(row, "body"));
  }

  #writePart(bucket: number, part: number, held: LonePart): void {
    this.#sql.all(
      "insert or replace into lone (bucket, part, finished_at, body) values (?, ?, ?, ?)",
      bucket,
      part,
      held.finishedAt,
      held.toJson(),
    );
  }
}

/** Puts a record into the last part, or a new one where that is full; says where. */
function append(parts: Map<number, LonePart>, id: string, record: LoneRecord): number {
  const last = Math.max(0, ...parts.keys());

  for (const place of [last, last + 1]) {
    const part = parts.get(place) ?? new LonePart();

    if (part.put(id, record)) {
      parts.set(place, part);

      return place;
    }
  }

  throw new RangeError(`The lone task ${id} is larger than a row.`);
}

function recordOf({ run, meter: spent }: KeptRun): LoneRecord {
  const { queueOperations, requests, rowsWritten, rowsRead } = spent;
  const keys = keysOf(run.plan);

  const record = [
    run.name,
    encodePlan(run.plan),
    run.nodes.map(encodeNode),
    run.finishedAt,
    [queueOperations, requests, rowsWritten, rowsRead],
  ] satisfies LoneRecord;

  return keys.length > 0 ? [...record, keys] : record;
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
