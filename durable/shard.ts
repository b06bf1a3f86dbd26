/**
 * The runs of one shard, and the commands that change them. Free of the platform but for SQL, so it is tested by killing it after each
 * write.
 *
 *   command -> decide (pure) -> facts -> journal: one log row -> apply -> consequences to the ports
 */
import type { ReplayedLetter } from "../shared/engine/dead-letter.ts";
import type { RestartRefusal } from "../shared/engine/decide-restart.ts";
import {
  decideGated,
  decideReleased,
  decideRevoke,
  decideSent,
  decideTimers,
  type Release,
} from "../shared/engine/decide.ts";
import type { Delta, Fact } from "../shared/engine/delta.ts";
import type { AskedRetry, RetryReply } from "../shared/wire/retry.ts";
import type { ExpireReply, ExpiryPlace, ReportItem, SubmitRun } from "../shared/wire/rpc.ts";
import type { Archive } from "./archive.ts";
import { DeadLetters } from "./dead-letters.ts";
import type { Decision } from "./decision.ts";
import { Expiry } from "./expiry.ts";
import { Journal } from "./journal.ts";
import type { KeptRun } from "./kept-run.ts";
import { decideReports } from "./reported.ts";
import { type Restart, decideAnew, restartFrom } from "./restart.ts";
import { earlierRetry, retryName } from "./retried.ts";
import type { ShardPorts } from "./shard-ports.ts";
import type { Sql } from "./sql.ts";
import {
  type Accepted,
  type SubmitDecision,
  type Submitted,
  decideSubmit,
  loneRows,
} from "./submitted.ts";

/** With the largest errors a row of so many is 1.3 MB; it holds 2 MB. A queue delivers no more at once. */
const REPORTS_PER_ROW = 100;

export class Shard {
  readonly #ports: ShardPorts;
  readonly #journal: Journal;
  readonly expiry: Expiry;
  readonly deadLetters: DeadLetters;

  constructor(sql: Sql, ports: ShardPorts) {
    this.#ports = ports;
    this.#journal = new Journal(sql, ports);

    const { archive, memory } = this.#journal;

    this.expiry = new Expiry({ ...ports, sql, archive, memory });
    this.deadLetters = new DeadLetters(archive.deads, ports);
  }

  get archive(): Archive {
    return this.#journal.archive;
  }

  /** By its clock. */
  get now(): number {
    return this.#ports.now();
  }

  /** Number of the newest log row. */
  get seq(): number {
    return this.#journal.seq;
  }

  /** The newest time that is on record. */
  get recordedAt(): number {
    return this.#journal.recordedAt;
  }

  /** All runs that are not final, and the final ones somebody asked for of late. */
  get runs(): Iterable<KeptRun> {
    return this.#journal.memory.all;
  }

  /** Some task is on its way. */
  get isUnderWay(): boolean {
    return this.#journal.memory.isUnderWay;
  }

  /** Since when there is something that only the log or memory holds; undefined when the archive holds everything. */
  get behindSince(): number | undefined {
    return this.#journal.behindSince;
  }

  /** When something is due; undefined when nothing waits for a time. */
  get dueAt(): number | undefined {
    return this.#journal.dueAt;
  }

  /** What has expired is not found, whether its rows are still there or not. */
  find(id: string): KeptRun | undefined {
    const kept = this.#journal.memory.find(id);

    return kept === undefined || this.expiry.isExpired(kept.run.finishedAt) ? undefined : kept;
  }

  /** Stores runs and starts them, in one step with the dead letters that they replay. Those that are there already stay as they are. */
  submit(runs: readonly SubmitRun[], replayed: readonly ReplayedLetter[] = []): Submitted {
    const decision = this.decideSubmit(runs);

    if ("taken" in decision) {
      return decision;
    }

    this.#start(decision, replayed);

    return decision.ids.map((id) => ({
      kept: this.#journal.memory.get(id),
      created: decision.fresh.has(id),
    }));
  }

  /** What a submit would do. */
  decideSubmit(runs: readonly SubmitRun[]): SubmitDecision {
    return decideSubmit(runs, {
      find: (id) => this.#journal.memory.find(id),
      isAlive: (id) => this.find(id) !== undefined,
      keys: this.archive.keys,
      now: this.#ports.now(),
    });
  }

  /** How many of the reports counted. So many at a time go into one log row, whatever their errors say. */
  report(items: readonly ReportItem[]): number {
    let counted = 0;

    for (let from = 0; from < items.length; from += REPORTS_PER_ROW) {
      counted += this.#reportRow(items.slice(from, from + REPORTS_PER_ROW));
    }

    return counted;
  }

  revoke(kept: KeptRun, node: number | null, terminate = false): void {
    this.record([{ kept, facts: decideRevoke(kept.run, node, terminate) }]);
  }

  /** Writes what was decided about some runs, in one row, and applies it; nothing decided is nothing written. */
  record(decisions: readonly Decision[]): void {
    const decided = decisions.filter(({ facts }) => facts.length > 0);

    if (decided.length > 0) {
      this.#journal.record({
        deltas: decided.map(({ kept, facts }) => this.#delta(kept, facts)),
        write: () =>
          decided.forEach((decision) => this.archive.writeBeside(decision, this.#ports.now())),
      });
    }
  }

  /** A retry by hand of what is over. Answers why not, where it is not made; one that was made already is not made again. */
  retry(kept: KeptRun, asked: AskedRetry): Exclude<RetryReply, "unknown"> {
    return (
      earlierRetry(kept, asked, this.archive.keys) ??
      this.restart(kept, { ...restartFrom(asked), named: retryName(kept.run.id, asked) })
    );
  }

  /** Runs again what is over. Answers why not, where it does not. */
  restart(kept: KeptRun, restart: Restart): RestartRefusal | "retried" {
    const decided = decideAnew(kept, restart, this.archive.packs);

    if (typeof decided === "string") {
      return decided;
    }

    this.record([decided]);

    return "retried";
  }

  /** The queue took these messages. */
  sent(kept: KeptRun, nodes: readonly number[]): void {
    this.#defer(kept, decideSent(kept.run, nodes));
  }

  /** The gate of their queue has these. */
  gated(kept: KeptRun, nodes: readonly number[]): void {
    this.#defer(kept, decideGated(kept.run, nodes));
  }

  /** Their messages came through a gate. How many it is news of. */
  released(kept: KeptRun, releases: readonly Release[]): number {
    const facts = decideReleased(kept.run, releases);

    this.#defer(kept, facts);

    return facts.length;
  }

  /** What need not be on record before anything else is. */
  #defer(kept: KeptRun, facts: readonly Fact[]): void {
    if (facts.length > 0) {
      this.#journal.defer(this.#delta(kept, facts));
    }
  }

  /** Lets go what waited for a time that has come, and revokes what was to be started by then. */
  fireDue(): void {
    const { memory, timers } = this.#journal;
    const now = this.#ports.now();

    memory.wake();

    const due = timers.take(now);
    const deltas = Array.from(due, ([kept, nodes]) => {
      const isRunning = (node: number): boolean => kept.leases.has(node);

      return this.#delta(kept, decideTimers(kept.run, nodes, { now, isRunning }));
    }).filter(({ facts }) => facts.length > 0);

    if (deltas.length === 0) {
      return;
    }

    try {
      this.#journal.record({ deltas });
    } catch (error) {
      due.forEach((nodes, kept) => timers.add(kept, nodes));
      throw error;
    }
  }

  /** Removes what has expired, from a place on. Whatever of it is in the log only is stored first, or it would stay until it is. */
  expire(from: ExpiryPlace | null): ExpireReply {
    if (from === null && this.behindSince !== undefined) {
      this.checkpoint();
    }

    return this.expiry.expire(from);
  }

  checkpoint(): void {
    this.#journal.checkpoint();
  }

  sweep(): void {
    this.#journal.memory.sweep();
  }

  /** Forgets a final run. Whatever of it is in the log must be in the archive first, or a replay would bring it back. */
  remove(kept: KeptRun): void {
    this.checkpoint();
    this.archive.remove(kept);
    this.#journal.memory.forget([kept.run.id]);
  }

  #reportRow(items: readonly ReportItem[]): number {
    const reported = decideReports(items, {
      find: (id) => this.find(id),
      packs: this.archive.packs,
      now: this.#ports.now(),
    });

    this.record(reported);

    return reported.reduce((sum, { facts }) => sum + facts.length, 0);
  }

  #start(accepted: Accepted, replayed: readonly ReplayedLetter[]): void {
    const { memory } = this.#journal;
    const started = [...accepted.fresh.values()].map(({ kept }) => kept);

    if (started.length === 0) {
      return;
    }

    started.forEach((kept) => memory.keep(kept));

    try {
      this.#journal.record({
        deltas: started.map((kept) => this.#delta(kept, [{ kind: "started" }])),
        lones: loneRows(accepted),
        write: () => {
          this.archive.insert(accepted);
          this.archive.deads.markReplayed(replayed);
        },
      });
    } catch (error) {
      memory.forget(started.map(({ run }) => run.id));
      throw error;
    }
  }

  #delta({ run }: KeptRun, facts: readonly Fact[]): Delta {
    return { run: run.id, at: this.#ports.now(), facts };
  }
}
