/** Two shards under the same commands: one that never dies, one that does and gets its command again. */
import type { Shard } from "../../durable/shard.ts";
import { makeRunId } from "../../shared/engine/ids.ts";
import { encodePlan } from "../../shared/engine/plan-parts.ts";
import { isRunFinal } from "../../shared/engine/run.ts";
import type { ReportItem, SubmitRun } from "../../shared/wire/rpc.ts";
import { loneShard } from "../support/lone-shard.ts";
import { isPlan, modelOutcome, planOf } from "../support/model-run.ts";
import { type Kill, Killed, NodeSql } from "../support/node-sql.ts";
import { lookAtRun, peek, timersOf } from "./twin-look.ts";
import { chosenId, isRetried, padded, retryOf, timed } from "./twin-work.ts";

export type Step =
  | { readonly kind: "submit"; readonly canvases: readonly object[] }
  | {
      readonly kind: "report";
      readonly count: number;
      readonly pick: number;
      readonly padding: number;
    }
  | { readonly kind: "sent"; readonly count: number }
  | { readonly kind: "revoke"; readonly pick: number; readonly node: number | null }
  | {
      readonly kind: "restart";
      readonly pick: number;
      readonly node: number | null;
      readonly padding: number;
    }
  | { readonly kind: "checkpoint" }
  | { readonly kind: "sweep" }
  /** The alarm goes off, so many seconds later. */
  | { readonly kind: "alarm"; readonly seconds: number }
  | { readonly kind: "remove"; readonly pick: number }
  /** What has expired goes. */
  | { readonly kind: "expire" };

/** Some runs of a scenario live to see it. */
const RESULT_EXPIRES_MS = 600_000;

/** What is done to a shard: the same to both, and to the mortal one again after it died of it. */
type Command = (shard: Shard) => void;

export class TwinShards {
  #now = 1_700_000_000_000;
  #alarmAt = 0;
  #runs = 0;
  readonly #ids: string[] = [];
  readonly #immortal = this.#load(new NodeSql());
  #sql = new NodeSql();
  #mortal = this.#load(this.#sql);

  take(step: Step, kill: Kill): void {
    const command = this.#commandOf(step);

    this.#now += 7000;
    command(this.#immortal);
    this.#sql.kill = kill;

    try {
      command(this.#mortal);
    } catch (error) {
      if (!(error instanceof Killed)) {
        throw error;
      }

      this.#sql = this.#sql.reopened();
      this.#mortal = this.#load(this.#sql);
      command(this.#mortal);
    }

    this.#sql.kill = "never";
    this.#alarmAt = step.kind === "alarm" ? this.#now : this.#alarmAt;
  }

  immortal(): unknown {
    return this.#look(this.#immortal);
  }

  mortal(): unknown {
    return this.#look(this.#mortal);
  }

  /** What another object would find on the mortal one's disk right now. */
  loadedNow(): unknown {
    return this.#look(this.#load(this.#sql.reopened()));
  }

  /** What should have been let go by now and was not, and what nobody would let go in time. */
  missed(): readonly number[] {
    return [this.#immortal, this.#mortal].flatMap((shard) => {
      const { dueAt = Number.POSITIVE_INFINITY } = shard;

      return timersOf(shard, this.#ids).filter((at) => at < dueAt || at <= this.#alarmAt);
    });
  }

  #load(sql: NodeSql): Shard {
    return loneShard(sql, { now: () => this.#now, resultExpiresMs: RESULT_EXPIRES_MS });
  }

  #commandOf(step: Step): Command {
    switch (step.kind) {
      case "submit": {
        const runs = step.canvases.map((canvas) => this.#submitOf(canvas));

        return (shard) => shard.submit(runs);
      }
      case "report": {
        const items = this.#reports(step);

        return (shard) => shard.report(items);
      }
      case "sent":
        return (shard) => this.#sendSome(shard, step.count);
      case "revoke":
        return (shard) => {
          const kept = shard.find(this.#pickId(step.pick));

          if (kept !== undefined) {
            shard.revoke(
              kept,
              step.node !== null && step.node < kept.run.nodes.length ? step.node : null,
            );
          }
        };
      case "restart":
        return (shard) => this.#restart(shard, step);
      case "checkpoint":
        return (shard) => shard.checkpoint();
      case "sweep":
        return (shard) => shard.sweep();
      case "alarm":
        this.#now += step.seconds * 1000;

        return (shard) => tick(shard, step.seconds);
      case "remove":
        return (shard) => {
          const kept = shard.find(this.#pickId(step.pick));

          if (kept !== undefined && isRunFinal(kept.run)) {
            shard.remove(kept);
          }
        };
      case "expire":
        return (shard) => {
          shard.expire(null);
        };
    }
  }

  #restart(shard: Shard, { pick, node, padding }: Step & { readonly kind: "restart" }): void {
    const kept = shard.find(this.#pickId(pick));

    if (kept !== undefined) {
      const from = node !== null && node < kept.run.nodes.length ? node : null;
      const edited = [["edited"], kept.run.plan.nodes[from ?? 0]?.kwargs];
      const call = { text: JSON.stringify(edited) + " ".repeat(padding), isWhole: pick % 3 === 0 };

      shard.retry(kept, {
        node: from,
        call: from === null || pick % 2 === 0 ? null : call,
        request: String(this.#now),
        digest: String(from),
      });
    }
  }

  #submitOf(canvas: object): SubmitRun {
    const plan = planOf(canvas);

    if (!isPlan(plan)) {
      throw new TypeError(`The canvas was refused: ${plan.join("; ")}`);
    }

    this.#runs += 1;
    const id = makeRunId(
      this.#now,
      0,
      new Uint8Array([0, 0, 0, 0, 0, 0, this.#runs >> 8, this.#runs]),
    );

    this.#ids.push(id);

    return { id, name: null, planParts: encodePlan(timed(plan, this.#runs)), digest: id };
  }

  /** What consumers of some ready tasks would report, a few of them twice. */
  #reports({ count, pick, padding }: Step & { readonly kind: "report" }): ReportItem[] {
    const open = [...this.#openNodes(this.#immortal)];
    const start = open.length === 0 ? 0 : pick % open.length;
    const chosen = [...open.slice(start), ...open.slice(0, start)].slice(0, count);

    return [...chosen, ...chosen.slice(0, pick % 3)].map(({ id, node, attempt }) => {
      const kept = this.#immortal.find(id);

      if (kept === undefined) {
        throw new RangeError(`Run ${id} is not there.`);
      }

      const outcome = modelOutcome(kept.run, node, (value) =>
        this.#immortal.archive.packs.read(id, value),
      );
      const reported = isRetried(pick, node, attempt) ? retryOf(pick) : padded(outcome, padding);
      const logs = pick % 5 === 0 ? [{ at: this.#now, message: `ran ${node}` }] : [];

      return { run: id, node, attempt, startedAt: this.#now, outcome: reported, logs };
    });
  }

  #sendSome(shard: Shard, count: number): void {
    for (const { id, node } of [...this.#openNodes(shard)].slice(0, count)) {
      const kept = shard.find(id);

      if (kept !== undefined) {
        shard.sent(kept, [node]);
      }
    }
  }

  *#openNodes(
    shard: Shard,
  ): Generator<{ readonly id: string; readonly node: number; readonly attempt: number }> {
    for (const id of this.#ids) {
      for (const [node, { status, attempt }] of peek(shard, id)?.run.nodes.entries() ?? []) {
        if (status === "READY" || status === "SENT") {
          yield { id, node, attempt };
        }
      }
    }
  }

  #pickId(pick: number): string {
    return this.#ids[pick % Math.max(1, this.#ids.length)] ?? "";
  }

  #look(shard: Shard): unknown {
    return this.#ids.map((id, index) => ({
      known: shard.archive.keys.runOf(chosenId(index + 1)),
      ...lookAtRun(shard, id),
    }));
  }
}

function tick(shard: Shard, secondsQuiet: number): void {
  shard.fireDue();

  if (secondsQuiet > 30) {
    shard.checkpoint();
  }

  shard.sweep();
}
