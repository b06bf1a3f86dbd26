/**
 * What a shard knows of the limits of queues, in memory and on disk. It learns of a queue when it first sends something there, and is told by
 * its gate whenever that changes; so whatever is not limited costs no question.
 */
import type { NodeOptions } from "../shared/engine/plan.ts";
import { type KnownLimits, knownLimits } from "../shared/wire/gate.ts";
import { type Sql, jsonIn, textIn } from "./sql.ts";

const PREFIX = "gate:";

export class Known {
  readonly #sql: Sql;
  readonly #limits: Map<string, KnownLimits>;

  constructor(sql: Sql) {
    this.#sql = sql;
    this.#limits = new Map(
      sql
        .all("select name, body from meta where name >= ? and name < ?", PREFIX, "gate;")
        .map((row) => [
          textIn(row, "name").slice(PREFIX.length),
          knownLimits.parse(jsonIn(row, "body")),
        ]),
    );
  }

  versionOf(queue: string): number | null {
    return this.#limits.get(queue)?.version ?? null;
  }

  /** Whether a call goes to the gate of its queue. As long as nothing is known of the queue it does: to learn that. */
  isLimited(queue: string, task: string, { perSecond, concurrency }: NodeOptions): boolean {
    const { isLimited, tasks } = this.#limits.get(queue) ?? { isLimited: true, tasks: [] };

    return isLimited || (perSecond ?? concurrency) !== undefined || tasks.includes(task);
  }

  /** The newest word counts. */
  learn(queue: string, limits: KnownLimits): void {
    if (limits.version > (this.versionOf(queue) ?? -1)) {
      this.#sql.all(
        "insert or replace into meta (name, body) values (?, ?)",
        PREFIX + queue,
        JSON.stringify(limits),
      );
      this.#limits.set(queue, limits);
    }
  }
}
