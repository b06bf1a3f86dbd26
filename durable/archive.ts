/**
 * What a shard has on disk beside its log: runs, lone tasks and packs, as of the newest checkpoint, and the checkpoint itself.
 */
import type { JsonText } from "../shared/canvas/json.ts";
import { isRunFinal } from "../shared/engine/run.ts";
import type { KeptRun } from "./kept-run.ts";
import { type LonePlace, LoneStore, bucketOf } from "./lone-store.ts";
import { readCheckpoint, writeCheckpoint } from "./meta-store.ts";
import { PackStore } from "./pack-store.ts";
import { RunStore } from "./run-store.ts";
import { createTables } from "./schema.ts";
import type { Sql } from "./sql.ts";

export class Archive {
  readonly #sql: Sql;
  readonly runs: RunStore;
  readonly lones: LoneStore;
  readonly packs: PackStore;

  constructor(sql: Sql) {
    createTables(sql);
    this.#sql = sql;
    this.runs = new RunStore(sql);
    this.lones = new LoneStore(sql);
    this.packs = new PackStore(sql);
  }

  /** The log row that the tables hold everything up to, and the runs that were not final then. */
  open(): { readonly seq: number; readonly kept: readonly KeptRun[] } {
    const { seq, openRuns, openBuckets } = readCheckpoint(this.#sql);
    const runs = openRuns.flatMap((id) => this.runs.load(id) ?? []);

    return {
      seq,
      kept: [...runs, ...openBuckets.flatMap((bucket) => this.lones.loadOpen(bucket))],
    };
  }

  find(id: string): KeptRun | undefined {
    return this.runs.load(id) ?? this.lones.load(id);
  }

  /** A run that has a plan of its own, in one step with the log row that starts it. */
  insert(kept: KeptRun, planParts: readonly JsonText[]): void {
    this.runs.insert(kept, planParts);
  }

  /** Writes what changed since the newest checkpoint, all in one step. */
  checkpoint(all: Iterable<KeptRun>, seq: number): void {
    const kept = [...all];
    const dirty = kept.filter(({ isDirty }) => isDirty);

    try {
      this.#sql.transaction(() => {
        this.lones.write(dirty.filter(({ isBucketed }) => isBucketed));
        dirty.filter(({ isBucketed }) => !isBucketed).forEach((run) => this.runs.write(run));
        writeCheckpoint(this.#sql, { seq, ...openOf(kept) });
      });
    } catch (error) {
      this.lones.forget();
      throw error;
    }

    for (const run of dirty) {
      run.isDirty = false;
      run.dirtyParts.clear();
    }
  }

  remove({ run, isBucketed }: KeptRun): void {
    this.#sql.transaction(() => {
      if (isBucketed) {
        this.lones.remove(run.id);
        this.packs.remove(run.id);
      } else {
        this.removeRun(run.id);
      }
    });
  }

  /** Of a run that has rows of its own, all of them. */
  removeRun(id: string): void {
    this.runs.remove(id);
    this.packs.remove(id);
  }

  /** Lone tasks, all that share a row. */
  removeLones(place: LonePlace, ids: readonly string[]): void {
    this.lones.removePart(place);
    this.packs.removeAll(ids);
  }
}

function openOf(kept: readonly KeptRun[]): {
  readonly openRuns: string[];
  readonly openBuckets: number[];
} {
  const open = kept.filter(({ run }) => !isRunFinal(run));
  const bucketed = open.filter(({ isBucketed }) => isBucketed);

  return {
    openRuns: open.filter(({ isBucketed }) => !isBucketed).map(({ run }) => run.id),
    openBuckets: [...new Set(bucketed.map(({ run }) => bucketOf(run.id)))],
  };
}
