/**
 * One slice of a pass over what may have expired, oldest first: runs with rows of their own, then lone tasks row by row. It looks at a
 * bounded number of rows and removes about as many.
 *
 * A run goes only as its rows say it is: one that somebody retried meanwhile is alive in memory, and one that the log still tells of
 * would be missed by a replay. Lone tasks that share a row go together, when all of them are expired.
 */
import { firstRunIdAt } from "../shared/engine/ids.ts";
import { isRunFinal } from "../shared/engine/run.ts";
import type { ExpireReply, ExpiryPlace } from "../shared/wire/rpc.ts";
import type { Archive } from "./archive.ts";
import { LonePart } from "./lone-part.ts";
import { bucketAt } from "./lone-store.ts";
import type { RunMemory } from "./run-memory.ts";
import type { Sql } from "./sql.ts";

const SLICE_ROWS = 500;

/** A row of lone tasks is read before it goes. */
const SLICE_LONES = 5000;

export interface ExpiryPorts {
  readonly sql: Sql;
  readonly archive: Archive;
  readonly memory: Pick<RunMemory, "peek" | "forget">;
  readonly now: () => number;
  /** What is final is kept so long; for ever where it is null or absent. */
  readonly resultExpiresMs?: number | null;
}

export class ExpirySlice {
  readonly #ports: ExpiryPorts;
  readonly #cutoff: number;
  readonly #rowsBefore: number;
  readonly removed: string[] = [];
  #runs = 0;
  #tasks = 0;
  /** When the first of what was left ended: now where it goes on, Infinity where nothing was left. */
  oldestLeft = Number.POSITIVE_INFINITY;

  /** What ended by `cutoff` is expired. */
  constructor(ports: ExpiryPorts, cutoff: number) {
    this.#ports = ports;
    this.#cutoff = cutoff;
    this.#rowsBefore = ports.sql.usage.rowsWritten;
  }

  take(from: ExpiryPlace): ExpireReply {
    const place = from.run === null ? from : this.#takeRuns(from, from.run);
    const next = place.run === null ? this.#takeLones(place) : place;

    return { runs: this.#runs, tasks: this.#tasks, next };
  }

  #takeRuns(from: ExpiryPlace, after: string): ExpiryPlace {
    const { archive } = this.#ports;
    const rows = archive.runs.ends(after, firstRunIdAt(this.#cutoff + 1), SLICE_ROWS);
    let run = after;

    for (const { id, finishedAt } of rows) {
      if (this.#isFull) {
        return { ...from, run };
      }

      this.#takeRun(id, finishedAt);
      run = id;
    }

    return { ...from, run: rows.length < SLICE_ROWS ? null : run };
  }

  #takeRun(id: string, finishedAt: number): void {
    const { archive } = this.#ports;

    if (!this.#isExpired(finishedAt) || !this.#isAsStored(id)) {
      this.#leave(finishedAt);

      return;
    }

    if (archive.runs.isLone(id)) {
      this.#tasks += 1;
    } else {
      this.#runs += 1;
    }

    archive.removeRun(id);
    this.removed.push(id);
  }

  #takeLones(from: ExpiryPlace): ExpiryPlace | null {
    const { archive } = this.#ports;
    const rows = archive.lones.parts(from, bucketAt(this.#cutoff) + 1, SLICE_ROWS);
    let place = from;

    for (const { bucket, part, finishedAt } of rows) {
      if (this.#isFull) {
        return place;
      }

      place = { run: null, bucket, part };
      this.#takePart(place, finishedAt);
    }

    return rows.length < SLICE_ROWS ? null : place;
  }

  #takePart(place: ExpiryPlace, finishedAt: number): void {
    const { archive } = this.#ports;
    const part = this.#isExpired(finishedAt) ? archive.lones.part(place) : new LonePart();
    const ids = [...part.records.keys()];

    if (ids.length === 0 || !ids.every((id) => this.#isAsStored(id))) {
      this.#leave(finishedAt);

      return;
    }

    archive.removeLones(place, part);
    this.#tasks += ids.length;
    this.removed.push(...ids);
  }

  #leave(finishedAt: number): void {
    this.oldestLeft = Math.min(this.oldestLeft, finishedAt === 0 ? this.#ports.now() : finishedAt);
  }

  #isExpired(finishedAt: number): boolean {
    return finishedAt > 0 && finishedAt <= this.#cutoff;
  }

  #isAsStored(id: string): boolean {
    const kept = this.#ports.memory.peek(id);

    return kept === undefined || (!kept.isDirty && isRunFinal(kept.run));
  }

  get #isFull(): boolean {
    const { rowsWritten } = this.#ports.sql.usage;

    return rowsWritten - this.#rowsBefore >= SLICE_ROWS || this.removed.length >= SLICE_LONES;
  }
}
