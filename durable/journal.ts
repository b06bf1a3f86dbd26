/**
 * How a shard changes: one log row, then memory. Knows the runs in memory, the log, the archive, and what waits for a time.
 *
 * Memory changes only after the row was accepted. When applying an accepted row fails, memory and disk differ: `abort` ends the
 * object, and the next one starts from disk. The one exception: what is deferred (that a message was sent) changes memory first and is
 * written with the next row; when it is lost with the object, the message is sent again and its claim refused.
 */
import { applyDelta } from "../shared/engine/apply.ts";
import { type ReadFragment, decodeDelta, encodeDelta } from "../shared/engine/codec.ts";
import type { Consequences } from "../shared/engine/consequences.ts";
import type { Delta } from "../shared/engine/delta.ts";
import { Archive } from "./archive.ts";
import { type KeptRun, changed, dropLeases, keepSubmitted, restoreLeases } from "./kept-run.ts";
import { costOf, restoreCost } from "./meter.ts";
import { type LoneRow, RingLog } from "./ring-log.ts";
import { RunMemory } from "./run-memory.ts";
import type { ShardPorts } from "./shard-ports.ts";
import type { Sql } from "./sql.ts";
import { Timers } from "./timers.ts";

/** What one log row holds, and what is written together with it. */
interface Change {
  readonly deltas: readonly Delta[];
  readonly lones?: readonly LoneRow[];
  readonly write?: () => void;
}

const NEVER = Number.POSITIVE_INFINITY;

type Applied = readonly [kept: KeptRun, consequences: Consequences];

export class Journal {
  readonly #sql: Sql;
  readonly #ports: ShardPorts;
  readonly #log: RingLog;
  readonly archive: Archive;
  readonly memory: RunMemory;
  readonly timers = new Timers();
  /** Applied and not yet written. */
  #deferred: Delta[] = [];
  #lastWriteAt = 0;
  /** The newest time that is on record. */
  recordedAt = 0;

  constructor(sql: Sql, ports: ShardPorts) {
    this.#sql = sql;
    this.#ports = ports;
    this.archive = new Archive(sql);
    this.memory = new RunMemory({
      archive: this.archive,
      now: ports.now,
      came: (kept) => this.timers.add(kept, kept.run.nodes.keys()),
      left: (kept) => this.timers.drop(kept),
    });

    const { seq, at, kept } = this.archive.open();

    this.recordedAt = at;
    kept.forEach((run) => this.memory.keep(run));
    this.#log = new RingLog(sql, seq);
    this.#replay();

    for (const run of this.memory.all) {
      restoreLeases(run, Math.max(ports.now(), this.recordedAt));
    }
  }

  /** Number of the newest log row. */
  get seq(): number {
    return this.#log.seq;
  }

  /** When something is due, or must be in memory because it soon is; undefined when nothing waits for a time. */
  get dueAt(): number | undefined {
    const at = Math.min(this.timers.nextAt ?? NEVER, this.memory.wakeAt ?? NEVER);

    return at === NEVER ? undefined : at;
  }

  /** Since when there is something that only the log or memory holds; undefined when the archive holds everything. */
  get behindSince(): number | undefined {
    return this.#log.isDirty || this.#deferred.length > 0 ? this.#lastWriteAt : undefined;
  }

  record({ deltas, lones = [], write }: Change): void {
    this.#sql.transaction(() => {
      write?.();
      this.#log.append(
        lones,
        [...this.#deferred, ...deltas].map(encodeDelta),
        deltas.map(({ run }) => costOf(this.memory.get(run))),
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

  /** Applied now and written with the next row. */
  defer(delta: Delta): void {
    this.#deferred.push(delta);
    // Tagged with the row that will carry it, so that a watcher who resumes after the present one gets it.
    this.#tell(this.#apply([delta], this.#log.seq + 1));
  }

  /** Brings the archive up to date; the log may be overwritten up to here afterwards. */
  checkpoint(): void {
    this.archive.checkpoint(this.memory.all, {
      seq: this.#log.seq,
      at: this.recordedAt,
      now: this.#ports.now(),
    });
    this.#log.checkpointed();
    this.#deferred = [];
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

  #replay(): void {
    const readFragment: ReadFragment = (run, fragment) =>
      this.archive.runs.readFragment(run, fragment);

    for (const { seq, lones, deltas, costs } of this.#log.replay()) {
      for (const [id, name, planParts] of lones) {
        this.memory.keep(keepSubmitted({ id, name, planParts }, this.#ports.now()));
      }

      this.#apply(
        deltas.map((delta) => decodeDelta(delta, readFragment)),
        seq,
      );
      costs.forEach((cost) => restoreCost(this.memory.get(cost[0]), cost));
    }
  }

  #apply(deltas: readonly Delta[], seq: number): readonly Applied[] {
    return deltas.map((delta) => {
      const kept = this.memory.get(delta.run);
      const consequences = applyDelta(kept.run, delta);

      this.recordedAt = Math.max(this.recordedAt, delta.at);

      changed(kept, seq, consequences.changed);
      dropLeases(kept, consequences);
      this.timers.add(kept, consequences.timed);

      return [kept, consequences];
    });
  }

  #tell(applied: readonly Applied[]): void {
    for (const [kept, { ready, changed: nodes, left }] of applied) {
      this.#ports.ready(kept, ready);
      this.#ports.left(kept, left);
      this.#ports.changed(kept, nodes);
    }
  }
}
