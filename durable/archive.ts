/**
 * What a shard has on disk beside its log: runs, lone tasks and packs, as of the newest checkpoint, and the checkpoint itself.
 */
import { callOf } from "../shared/engine/call.ts";
import { deadHeadOf } from "../shared/engine/dead-letter.ts";
import { submittedPlan } from "../shared/engine/fragments.ts";
import { encodePlan } from "../shared/engine/plan-parts.ts";
import { isRunFinal } from "../shared/engine/run.ts";
import { DeadStore } from "./dead-store.ts";
import type { Decision } from "./decision.ts";
import { type KeptRun, hasOutgrownBucket } from "./kept-run.ts";
import { KeyStore, keysOf } from "./key-store.ts";
import type { LonePart } from "./lone-part.ts";
import { type LonePlace, LoneStore, bucketOf } from "./lone-store.ts";
import { readCheckpoint, writeCheckpoint } from "./meta-store.ts";
import { PackStore } from "./pack-store.ts";
import { delayedIn } from "./queue-counts.ts";
import { restUntil, waitsUntil } from "./rest.ts";
import { RunStore } from "./run-store.ts";
import { createTables } from "./schema.ts";
import type { Sql } from "./sql.ts";
import type { Accepted } from "./submitted.ts";
import { TimerStore } from "./timer-store.ts";

/** A place in the log: its newest row, and the newest time on record by then. */
interface Point {
  readonly seq: number;
  readonly at: number;
}

export class Archive {
  readonly #sql: Sql;
  readonly runs: RunStore;
  readonly lones: LoneStore;
  readonly packs: PackStore;
  readonly timers: TimerStore;
  readonly keys: KeyStore;
  readonly deads: DeadStore;

  constructor(sql: Sql) {
    createTables(sql);
    this.#sql = sql;
    this.runs = new RunStore(sql);
    this.lones = new LoneStore(sql);
    this.packs = new PackStore(sql);
    this.timers = new TimerStore(sql);
    this.keys = new KeyStore(sql);
    this.deads = new DeadStore(sql);
  }

  /** What of the log the tables hold everything of, and the runs that were not final then. */
  open(): Point & { readonly kept: readonly KeptRun[] } {
    const { seq, at, openRuns, openBuckets } = readCheckpoint(this.#sql);
    const runs = openRuns.flatMap((id) => this.runs.load(id) ?? []);
    const lones = openBuckets.flatMap((bucket) => this.lones.loadOpen(bucket));

    return { seq, at, kept: [...runs, ...lones].map((kept) => this.#withRest(kept)) };
  }

  find(id: string): KeptRun | undefined {
    const kept = this.runs.load(id) ?? this.lones.load(id);

    return kept === undefined ? undefined : this.#withRest(kept);
  }

  /** Runs at rest that must be in memory by then, at most so many. */
  wake(by: number, limit: number): readonly KeptRun[] {
    const ids = this.timers.take(by, limit);
    const runs = new Map(ids.map((id) => [id, this.runs.load(id)]));
    const lones = this.lones.loadAll(ids.filter((id) => runs.get(id) === undefined));

    return [...[...runs.values()].filter((kept) => kept !== undefined), ...lones].map((kept) =>
      this.#withRest(kept),
    );
  }

  /** Runs that have a plan of their own, and all names, in one step with the log row that starts them. */
  insert({ fresh, named }: Accepted): void {
    for (const { kept, submit } of fresh.values()) {
      if (!kept.isBucketed) {
        this.runs.insert(kept, submit.planParts);
      }
    }

    named.forEach((name) => this.keys.write(name));
  }

  /** What lies beside the log row of a decision. */
  writeBeside(decision: Decision, at: number): void {
    const { kept, packing, fragments = [], dead = [], replayed = [], named } = decision;
    const { run } = kept;

    if (packing !== undefined) {
      this.packs.write(run.id, packing);
    }

    if (named !== undefined) {
      this.keys.write(named);
    }

    for (const { fragment, planParts } of fragments) {
      this.runs.insertFragment(run.id, fragment, planParts);
    }

    for (const one of dead) {
      this.deads.write({
        head: deadHeadOf(run, one, at),
        call: callOf(run, one.node, (value) => this.packs.read(run.id, value)),
      });
    }

    this.deads.markReplayed(replayed);
  }

  /** Writes what changed since the newest checkpoint, all in one step. */
  checkpoint(all: Iterable<KeptRun>, { seq, at, now }: Point & { readonly now: number }): void {
    const kept = [...all];
    const dirty = kept.filter(({ isDirty }) => isDirty);
    const outgrown = dirty.filter(hasOutgrownBucket);
    const rests = new Map(dirty.map((run) => [run, restUntil(run.run, now)]));
    const isAtRest = (run: KeptRun): boolean => (rests.get(run) ?? run.restsUntil) > 0;

    try {
      this.#sql.transaction(() => {
        this.lones.write(dirty.filter(isInBucket));
        outgrown.forEach((lone) => this.#moveOut(lone));
        dirty.filter((run) => !isInBucket(run)).forEach((run) => this.runs.write(run));
        rests.forEach((until, run) => this.#writeTimer(run, until));
        writeCheckpoint(this.#sql, { seq, at, ...openOf(kept.filter((run) => !isAtRest(run))) });
      });
    } catch (error) {
      this.lones.forget();
      this.timers.forget();
      throw error;
    }

    for (const run of dirty) {
      run.isBucketed = isInBucket(run);
      run.isDirty = false;
      run.restsUntil = rests.get(run) ?? 0;
      run.dirtyParts.clear();
    }
  }

  /** A lone task that needs rows of its own. */
  #moveOut(lone: KeptRun): void {
    this.lones.remove(lone.run.id);
    this.runs.insert(lone, encodePlan(submittedPlan(lone.run.plan)));
  }

  remove({ run, isBucketed }: KeptRun): void {
    this.#sql.transaction(() => {
      if (isBucketed) {
        this.lones.remove(run.id);
        this.packs.remove(run.id);
        this.keys.remove(run.id, keysOf(run.plan));
      } else {
        this.removeRun(run.id);
      }
    });
  }

  /** Of a run that has rows of its own, all of them. */
  removeRun(id: string): void {
    this.keys.remove(id, this.runs.keysOf(id));
    this.runs.remove(id);
    this.packs.remove(id);
  }

  /** Lone tasks, all that share a row. */
  removeLones(place: LonePlace, { records }: LonePart): void {
    this.lones.removePart(place);
    this.packs.removeAll([...records.keys()]);

    for (const [id, [, , , , , keys = []]] of records) {
      this.keys.remove(id, keys);
    }
  }

  /** As loaded: whether its rows bring it back is known by them alone. */
  #withRest(kept: KeptRun): KeptRun {
    const until = waitsUntil(kept.run);

    return until > 0 && this.timers.has(until, kept.run.id)
      ? Object.assign(kept, { restsUntil: until })
      : kept;
  }

  #writeTimer({ run, restsUntil }: KeptRun, until: number): void {
    if (restsUntil > 0 && restsUntil !== until) {
      this.timers.remove(restsUntil, run.id);
    }

    if (until > 0) {
      this.timers.set(until, run.id, delayedIn(run));
    }
  }
}

/** Where it is to be found from the next checkpoint on. */
function isInBucket(kept: KeptRun): boolean {
  return kept.isBucketed && !hasOutgrownBucket(kept);
}

/** Of runs in memory: those that the next object must begin with. */
function openOf(kept: readonly KeptRun[]): {
  readonly openRuns: string[];
  readonly openBuckets: number[];
} {
  const open = kept.filter(({ run }) => !isRunFinal(run));
  const bucketed = open.filter(isInBucket);

  return {
    openRuns: open.filter((each) => !isInBucket(each)).map(({ run }) => run.id),
    openBuckets: [...new Set(bucketed.map(({ run }) => bucketOf(run.id)))],
  };
}
