/**
 * The runs of one shard: in memory, in the log, in the archive. Free of the platform but for SQL, so it is tested by killing it after
 * each write.
 *
 *   command -> decide (pure) -> one log row -> apply -> consequences to the ports
 *
 * Memory changes only after the row was accepted. When applying an accepted row fails, memory and disk differ: `abort` ends the
 * object, and the next one starts from disk. The one exception: that a message was sent changes memory first and is
 * written with the next row; when it is lost with the object, the message is sent again and its claim refused.
 */
import { type Consequences, applyDelta } from "../shared/engine/apply.ts";
import { decodeDelta, encodeDelta } from "../shared/engine/codec.ts";
import { decideRevoke, decideSent, decideTimers } from "../shared/engine/decide.ts";
import type { Delta, Fact } from "../shared/engine/delta.ts";
import type { ReportItem, SubmitRun } from "../shared/wire/rpc.ts";
import { Archive } from "./archive.ts";
import { type KeptRun, changed, dropLeases, keepSubmitted } from "./kept-run.ts";
import { costOf, restoreCost } from "./meter.ts";
import { decideReports } from "./reported.ts";
import { type LoneRow, RingLog } from "./ring-log.ts";
import { RunMemory } from "./run-memory.ts";
import type { ShardPorts } from "./shard-ports.ts";
import type { Sql } from "./sql.ts";
import { Timers } from "./timers.ts";

/** With the largest errors a row of so many is 1.3 MB; it holds 2 MB. A queue delivers no more at once. */
const REPORTS_PER_ROW = 100;

/** What one log row holds, and what is written together with it. */
interface Change {
  readonly deltas: readonly Delta[];
  readonly lones?: readonly LoneRow[];
  readonly write?: () => void;
}

type Applied = readonly [kept: KeptRun, consequences: Consequences];

export class Shard {
  readonly #sql: Sql;
  readonly #ports: ShardPorts;
  readonly #memory: RunMemory;
  readonly #log: RingLog;
  readonly archive: Archive;
  readonly #timers = new Timers();
  /** Applied and not yet written. */
  #deferred: Delta[] = [];
  #lastWriteAt = 0;
  /** The newest time that is on record. */
  recordedAt = 0;

  constructor(sql: Sql, ports: ShardPorts) {
    this.#sql = sql;
    this.#ports = ports;
    this.archive = new Archive(sql);
    this.#memory = new RunMemory(this.archive, ports.now);

    const { seq, kept } = this.archive.open();

    kept.forEach((run) => this.#memory.keep(run));
    this.#log = new RingLog(sql, seq);
    this.#replay();

    for (const run of this.#memory.all) {
      this.#timers.add(run, run.run.nodes.keys());
    }
  }

  /** Number of the newest log row. */
  get seq(): number {
    return this.#log.seq;
  }

  /** All runs that are not final, and the final ones somebody asked for of late. */
  get runs(): Iterable<KeptRun> {
    return this.#memory.all;
  }

  /** Some task is on its way. */
  get isUnderWay(): boolean {
    return this.#memory.isUnderWay;
  }

  /** Since when there is something that only the log or memory holds; undefined when the archive holds everything. */
  get behindSince(): number | undefined {
    return this.#log.isDirty || this.#deferred.length > 0 ? this.#lastWriteAt : undefined;
  }

  /** When something is due; undefined when nothing waits for a time. */
  get dueAt(): number | undefined {
    return this.#timers.nextAt;
  }

  /** Lets go what waited for a time that has come, and revokes what was to be started by then. */
  fireDue(): void {
    const now = this.#ports.now();
    const due = this.#timers.take(now);
    const deltas = Array.from(due, ([kept, nodes]) => {
      const isRunning = (node: number): boolean => kept.leases.has(node);

      return this.#delta(kept, decideTimers(kept.run, nodes, { now, isRunning }));
    }).filter(({ facts }) => facts.length > 0);

    if (deltas.length === 0) {
      return;
    }

    try {
      this.#record({ deltas });
    } catch (error) {
      due.forEach((nodes, kept) => this.#timers.add(kept, nodes));
      throw error;
    }
  }

  find(id: string): KeptRun | undefined {
    return this.#memory.find(id);
  }

  /** Stores runs and starts them. Those that are there already stay as they are. */
  submit(
    submitted: readonly SubmitRun[],
  ): readonly { readonly kept: KeptRun; readonly created: boolean }[] {
    const fresh = new Map(
      submitted
        .filter(({ id }) => this.find(id) === undefined)
        .map((submit) => [submit.id, submit]),
    );

    this.#start(
      [...fresh.values()].map((submit) => ({
        submit,
        kept: keepSubmitted(submit, this.#ports.now()),
      })),
    );

    return submitted.map(({ id }) => ({ kept: this.#memory.get(id), created: fresh.has(id) }));
  }

  /** How many of the reports counted. So many at a time go into one log row, whatever their errors say. */
  report(items: readonly ReportItem[]): number {
    let counted = 0;

    for (let from = 0; from < items.length; from += REPORTS_PER_ROW) {
      counted += this.#reportRow(items.slice(from, from + REPORTS_PER_ROW));
    }

    return counted;
  }

  #reportRow(items: readonly ReportItem[]): number {
    const reported = decideReports(items, {
      find: (id) => this.find(id),
      packs: this.archive.packs,
      now: this.#ports.now(),
    });

    if (reported.length > 0) {
      this.#record({
        deltas: reported.map(({ kept, facts }) => this.#delta(kept, facts)),
        write: () =>
          reported.forEach(({ kept, packing }) => this.archive.packs.write(kept.run.id, packing)),
      });
    }

    return reported.reduce((sum, { facts }) => sum + facts.length, 0);
  }

  revoke(kept: KeptRun, node: number | null): void {
    const facts = decideRevoke(kept.run, node);

    if (facts.length > 0) {
      this.#record({ deltas: [this.#delta(kept, facts)] });
    }
  }

  /** The queue took these messages. */
  sent(kept: KeptRun, nodes: readonly number[]): void {
    const facts = decideSent(kept.run, nodes);

    if (facts.length > 0) {
      const delta = this.#delta(kept, facts);

      this.#deferred.push(delta);
      // Tagged with the row that will carry it, so that a watcher who resumes after the present one gets it.
      this.#tell(this.#apply([delta], this.#log.seq + 1));
    }
  }

  /** Brings the archive up to date; the log may be overwritten up to here afterwards. */
  checkpoint(): void {
    this.archive.checkpoint(this.#memory.all, this.#log.seq);
    this.#log.checkpointed();
    this.#deferred = [];
  }

  sweep(): void {
    this.#memory.sweep();
  }

  /** Forgets a final run. Whatever of it is in the log must be in the archive first, or a replay would bring it back. */
  remove(kept: KeptRun): void {
    this.checkpoint();
    this.archive.remove(kept);
    this.#memory.forget(kept.run.id);
  }

  #replay(): void {
    for (const { seq, lones, deltas, costs } of this.#log.replay()) {
      for (const [id, name, planParts] of lones) {
        this.#memory.keep(keepSubmitted({ id, name, planParts }, this.#ports.now()));
      }

      this.#apply(deltas.map(decodeDelta), seq);
      costs.forEach((cost) => restoreCost(this.#memory.get(cost[0]), cost));
    }
  }

  #start(fresh: readonly { readonly submit: SubmitRun; readonly kept: KeptRun }[]): void {
    if (fresh.length === 0) {
      return;
    }

    const bucketed = fresh.filter(({ kept }) => kept.isBucketed);
    const large = fresh.filter(({ kept }) => !kept.isBucketed);

    fresh.forEach(({ kept }) => this.#memory.keep(kept));

    try {
      this.#record({
        deltas: fresh.map(({ kept }) => this.#delta(kept, [{ kind: "started" }])),
        lones: bucketed.map(({ submit: { id, name, planParts } }) => [id, name, [...planParts]]),
        write: () =>
          large.forEach(({ kept, submit }) => this.archive.insert(kept, submit.planParts)),
      });
    } catch (error) {
      fresh.forEach(({ kept }) => this.#memory.forget(kept.run.id));
      throw error;
    }
  }

  #record({ deltas, lones = [], write }: Change): void {
    this.#sql.transaction(() => {
      write?.();
      this.#log.append(
        lones,
        [...this.#deferred, ...deltas].map(encodeDelta),
        deltas.map(({ run }) => costOf(this.#memory.get(run))),
      );
    });

    this.#deferred = [];
    this.#lastWriteAt = this.#ports.now();

    try {
      this.#tell(this.#apply(deltas, this.#log.seq));
    } catch (error) {
      this.#ports.abort(error);
    }

    if (this.#log.isFull) {
      this.#tryCheckpoint();
    }
  }

  /** What the log holds is safe without it. */
  #tryCheckpoint(): void {
    try {
      this.checkpoint();
    } catch (error) {
      this.#log.checkpointFailed();
      this.#ports.failed("A checkpoint failed and is tried again", error);
    }
  }

  #apply(deltas: readonly Delta[], seq: number): readonly Applied[] {
    return deltas.map((delta) => {
      const kept = this.#memory.get(delta.run);
      const consequences = applyDelta(kept.run, delta);

      this.recordedAt = Math.max(this.recordedAt, delta.at);

      changed(kept, seq, consequences.changed);
      dropLeases(kept, consequences.changed);
      this.#timers.add(kept, consequences.timed);

      return [kept, consequences];
    });
  }

  #tell(applied: readonly Applied[]): void {
    for (const [kept, { ready, changed: nodes }] of applied) {
      this.#ports.ready(kept, ready);
      this.#ports.changed(kept, nodes);
    }
  }

  #delta({ run }: KeptRun, facts: readonly Fact[]): Delta {
    return { run: run.id, at: this.#ports.now(), facts };
  }
}
