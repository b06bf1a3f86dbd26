/** One chord: a row when it starts, one RPC and one row per reported batch, the body sent when all members are in. */
import { DurableObject } from "cloudflare:workers";

import { messageOf, sendAll } from "./messages.ts";
import type { SpikeEnv } from "./spike-env.ts";

export interface Outcome {
  readonly node: number;
  readonly value: number;
}

export class Counter extends DurableObject<SpikeEnv> {
  readonly #values = new Map<number, number>();
  readonly #total = Promise.withResolvers<number>();
  #members = 0;

  constructor(ctx: DurableObjectState, env: SpikeEnv) {
    super(ctx, env);
    ctx.storage.sql.exec(
      "create table if not exists log (seq integer primary key, entry text not null)",
    );
  }

  /** Resolves with what the body returned. */
  async start(run: string, members: number): Promise<number> {
    this.#members = members;
    this.#write({ run, members });
    await sendAll(
      this.env.CHORD,
      Array.from({ length: members }, (_, node) => messageOf(run, node, [node, node])),
    );

    return this.#total.promise;
  }

  async report(run: string, outcomes: readonly Outcome[]): Promise<void> {
    this.#write(outcomes);

    for (const { node, value } of outcomes) {
      this.#values.set(node, value);
    }

    const body = this.#members;

    if (this.#values.size === body) {
      await this.env.CHORD.send(messageOf(run, body, [[...this.#values.values()]]));
    } else if (this.#values.has(body)) {
      this.#total.resolve(this.#values.get(body) ?? 0);
    }
  }

  #write(entry: unknown): void {
    this.ctx.storage.sql.exec("insert into log (entry) values (?)", JSON.stringify(entry));
  }
}
