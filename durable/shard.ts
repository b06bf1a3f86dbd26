/**
 * The runs of one shard: in memory, in the log, in the tables. Free of the platform but for SQL, so it is tested by killing it after each write.
 *
 *   command -> decide (pure) -> one log row -> apply -> consequences to the ports
 *
 * Memory changes only after the row was accepted. When applying an accepted row fails, memory and disk differ: `abort` ends the object, and
 * the next one starts from disk. That a message was sent changes memory first and is written with the next row: when it is lost, the message
 * is sent again and its claim refused.
 */
import { type Consequences, applyDelta } from "../shared/engine/apply.ts";
import { decodeDelta, encodeDelta } from "../shared/engine/codec.ts";
import { decideReports, decideRevoke, decideSent } from "../shared/engine/decide.ts";
import type { Delta, Fact } from "../shared/engine/delta.ts";
import { runCreatedAt } from "../shared/engine/ids.ts";
import { decodePlan } from "../shared/engine/plan-parts.ts";
import { isFinal, isRunFinal, newRun, nodeAt } from "../shared/engine/run.ts";
import type { ReportItem, SubmitRun } from "../shared/wire/rpc.ts";
import { type KeptRun, keepRun, touch } from "./kept-run.ts";
import { LoneStore, bucketOf } from "./lone-store.ts";
import { readCheckpoint, writeCheckpoint } from "./meta-store.ts";
import { PackStore, type Packing } from "./pack-store.ts";
import { type LoneRow, RingLog } from "./ring-log.ts";
import { RunStore } from "./run-store.ts";
import { createTables } from "./schema.ts";
import type { Sql } from "./sql.ts";

/** A lone task lives in its bucket's rows when its plan is at most this long. */
const BUCKETED_PLAN_CHARS = 2048;

/** A final run that nobody asked for this long leaves memory. */
const IDLE_MS = 30_000;

/** What a shard tells the object around it. */
export interface ShardPorts {
  /** Milliseconds; never goes back. */
  readonly now: () => number;
  readonly ready: (kept: KeptRun, nodes: readonly number[]) => void;
  readonly changed: (kept: KeptRun, nodes: ReadonlySet<number>) => void;
  /** Memory can no longer be trusted. */
  readonly abort: (error: unknown) => never;
}

/** What one log row holds, and what is written together with it. */
interface Change {
  readonly deltas: readonly Delta[];
  readonly lones?: readonly LoneRow[];
  readonly write?: () => void;
}

interface Applied {
  readonly kept: KeptRun;
  readonly consequences: Consequences;
}

export class Shard {
  readonly #sql: Sql;
  readonly #ports: ShardPorts;
  readonly #runs = new Map<string, KeptRun>();
  readonly #log: RingLog;
  readonly #runStore: RunStore;
  readonly #loneStore: LoneStore;
  readonly packs: PackStore;
  /** Applied and not yet written. */
  #deferred: Delta[] = [];
  /** When the newest row was written; 0 when the tables hold everything. */
  lastWriteAt = 0;

  constructor(sql: Sql, ports: ShardPorts) {
    createTables(sql);
    this.#sql = sql;
    this.#ports = ports;
    this.#runStore = new RunStore(sql);
    this.#loneStore = new LoneStore(sql);
    this.packs = new PackStore(sql);

    const { seq, openRuns, openBuckets } = readCheckpoint(sql);

    this.#log = new RingLog(sql, seq);
    this.#load(openRuns, openBuckets);
  }

  get seq(): number {
    return this.#log.seq;
  }

  get runs(): Iterable<KeptRun> {
    return this.#runs.values();
  }

  /** Rows of canvases and lone tasks as of the newest checkpoint; what is in memory is newer. */
  get stored(): { readonly runs: RunStore; readonly lones: LoneStore } {
    return { runs: this.#runStore, lones: this.#loneStore };
  }

  /** Something is in memory or in the log that the tables lack. */
  get isBehind(): boolean {
    return this.#log.isDirty || this.#deferred.length > 0;
  }

  find(id: string): KeptRun | undefined {
    const found = this.#runs.get(id) ?? this.#runStore.load(id) ?? this.#loneStore.load(id);

    if (found !== undefined) {
      found.usedAt = this.#ports.now();
      this.#runs.set(id, found);
    }

    return found;
  }

  /** Stores runs and starts them. Those that are there already stay as they are. */
  submit(
    submitted: readonly SubmitRun[],
  ): readonly { readonly kept: KeptRun; readonly created: boolean }[] {
    const fresh = new Map<string, { readonly kept: KeptRun; readonly submit: SubmitRun }>();

    for (const submit of submitted) {
      if (this.find(submit.id) === undefined && !fresh.has(submit.id)) {
        fresh.set(submit.id, { kept: newKept(submit), submit });
      }
    }

    this.#start([...fresh.values()]);

    return submitted.map(({ id }) => ({ kept: this.#get(id), created: fresh.has(id) }));
  }

  /** How many of the reports counted. */
  report(items: readonly ReportItem[]): number {
    const decided = [...Map.groupBy(items, ({ run }) => run)].flatMap(
      ([id, reported]) => this.#decideReport(id, reported) ?? [],
    );

    if (decided.length > 0) {
      this.#record({
        deltas: decided.map(({ kept, facts }) => this.#delta(kept, facts)),
        write: () => decided.forEach(({ kept, packing }) => this.packs.write(kept.run.id, packing)),
      });
    }

    return decided.reduce((sum, { facts }) => sum + facts.length, 0);
  }

  revoke(kept: KeptRun, node: number | null): void {
    this.#recordFacts(kept, decideRevoke(kept.run, node));
  }

  /** The queue took these messages. */
  sent(kept: KeptRun, nodes: readonly number[]): void {
    const facts = decideSent(kept.run, nodes);

    if (facts.length > 0) {
      const delta = this.#delta(kept, facts);

      this.#deferred.push(delta);
      // Tagged with the row that will carry it, so that a watcher who resumes after this one's number gets it.
      this.#tell(this.#apply([delta], this.#log.seq + 1));
    }
  }

  /** Writes what the tables lack, all in one step; the log may be overwritten up to here afterwards. */
  checkpoint(): void {
    const dirty = [...this.#runs.values()].filter(({ isDirty }) => isDirty);

    this.#sql.transaction(() => {
      this.#loneStore.write(dirty.filter(({ isBucketed }) => isBucketed));

      for (const kept of dirty.filter(({ isBucketed }) => !isBucketed)) {
        this.#runStore.write(kept);
      }

      writeCheckpoint(this.#sql, { seq: this.#log.seq, ...openOf(this.#runs.values()) });
    });

    this.#log.checkpointed();
    this.#deferred = [];
    this.lastWriteAt = 0;

    for (const kept of dirty) {
      kept.isDirty = false;
      kept.dirtyParts.clear();
    }
  }

  /** Lets final runs go that are in the tables and that nobody asked for of late. */
  sweep(): void {
    const idleSince = this.#ports.now() - IDLE_MS;

    for (const [id, { run, isDirty, usedAt }] of this.#runs) {
      if (!isDirty && isRunFinal(run) && usedAt < idleSince) {
        this.#runs.delete(id);
      }
    }
  }

  /** Forgets a final run. Whatever of it is in the log must be in the tables first, or a replay would bring it back. */
  remove({ run, isBucketed }: KeptRun): void {
    this.checkpoint();
    this.#sql.transaction(() => {
      (isBucketed ? this.#loneStore : this.#runStore).remove(run.id);
      this.packs.remove(run.id);
    });
    this.#runs.delete(run.id);
  }

  #load(openRuns: readonly string[], openBuckets: readonly number[]): void {
    openRuns.forEach((id) => this.find(id));

    for (const kept of openBuckets.flatMap((bucket) => this.#loneStore.loadOpen(bucket))) {
      this.#runs.set(kept.run.id, kept);
    }

    for (const { seq, lones, deltas } of this.#log.replay()) {
      for (const [id, name, planParts] of lones) {
        this.#runs.set(id, newKept({ id, name, planParts }));
      }

      this.#apply(deltas.map(decodeDelta), seq);
    }
  }

  #start(fresh: readonly { readonly kept: KeptRun; readonly submit: SubmitRun }[]): void {
    if (fresh.length === 0) {
      return;
    }

    const bucketed = fresh.filter(({ kept }) => kept.isBucketed);
    const large = fresh.filter(({ kept }) => !kept.isBucketed);

    for (const { kept } of fresh) {
      this.#runs.set(kept.run.id, kept);
    }

    try {
      this.#record({
        deltas: fresh.map(({ kept }) => this.#delta(kept, [{ kind: "started" }])),
        lones: bucketed.map(({ submit: { id, name, planParts } }) => [id, name, [...planParts]]),
        write: () =>
          large.forEach(({ kept, submit }) => this.#runStore.insert(kept, submit.planParts)),
      });
    } catch (error) {
      fresh.forEach(({ kept }) => this.#runs.delete(kept.run.id));
      throw error;
    }
  }

  #decideReport(
    id: string,
    reported: readonly ReportItem[],
  ):
    | { readonly kept: KeptRun; readonly facts: readonly Fact[]; readonly packing: Packing }
    | undefined {
    const kept = this.find(id);

    if (kept === undefined) {
      return undefined;
    }

    const texts = reported.map(({ outcome }) => (outcome.kind === "success" ? outcome.value : ""));
    const lines = reported.flatMap(({ node, logs }) =>
      logs.map(({ at, message }): [number, number, string] => [node, at, message]),
    );
    const packing = this.packs.plan(id, texts, lines);
    const reports = reported.map(({ outcome, ...report }, index) => ({
      ...report,
      outcome:
        outcome.kind === "success"
          ? { ...outcome, value: packing.values[index] ?? "null" }
          : outcome,
    }));
    const facts = decideReports(kept.run, reports);

    return facts.length === 0 ? undefined : { kept, facts, packing };
  }

  #recordFacts(kept: KeptRun, facts: readonly Fact[]): void {
    if (facts.length > 0) {
      this.#record({ deltas: [this.#delta(kept, facts)] });
    }
  }

  #record({ deltas, lones = [], write }: Change): void {
    let seq = 0;

    this.#sql.transaction(() => {
      write?.();
      seq = this.#log.append(lones, [...this.#deferred, ...deltas].map(encodeDelta));
    });

    this.#deferred = [];
    this.lastWriteAt = this.#ports.now();

    try {
      this.#tell(this.#apply(deltas, seq));
    } catch (error) {
      this.#ports.abort(error);
    }

    if (this.#log.isFull) {
      this.checkpoint();
    }
  }

  #apply(deltas: readonly Delta[], seq: number): readonly Applied[] {
    return deltas.map((delta) => {
      const kept = this.#get(delta.run);
      const consequences = applyDelta(kept.run, delta);

      touch(kept, seq, consequences.changed);
      dropLeases(kept, consequences.changed);

      return { kept, consequences };
    });
  }

  #tell(applied: readonly Applied[]): void {
    for (const { kept, consequences } of applied) {
      this.#ports.ready(kept, consequences.ready);
      this.#ports.changed(kept, consequences.changed);
    }
  }

  #delta({ run }: KeptRun, facts: readonly Fact[]): Delta {
    return { run: run.id, at: this.#ports.now(), facts };
  }

  #get(id: string): KeptRun {
    const kept = this.find(id);

    if (kept === undefined) {
      throw new RangeError(`Run ${id} is in the log and not in the tables.`);
    }

    return kept;
  }
}

function newKept({ id, name, planParts }: SubmitRun): KeptRun {
  const plan = decodePlan(planParts);
  const chars = planParts.reduce((sum, part) => sum + part.length, 0);

  return keepRun(newRun(id, name, plan, runCreatedAt(id)), {
    isBucketed: plan.lone && plan.nodes.length === 1 && chars <= BUCKETED_PLAN_CHARS,
  });
}

function dropLeases({ run, leases }: KeptRun, changed: ReadonlySet<number>): void {
  for (const node of changed) {
    if (isFinal(nodeAt(run, node).status)) {
      leases.delete(node);
    }
  }
}

function openOf(kept: Iterable<KeptRun>): {
  readonly openRuns: string[];
  readonly openBuckets: number[];
} {
  const open = [...kept].filter(({ run }) => !isRunFinal(run));
  const bucketed = open.filter(({ isBucketed }) => isBucketed);

  return {
    openRuns: open.filter(({ isBucketed }) => !isBucketed).map(({ run }) => run.id),
    openBuckets: [...new Set(bucketed.map(({ run }) => bucketOf(run.id)))],
  };
}
