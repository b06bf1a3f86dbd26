import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { Sql } from "../../durable/sql.ts";
import { withSql } from "./fresh-sql.ts";
import { loose } from "./kept.ts";
import { type Client, WatchedRun } from "./watched-run.ts";

const TASKS = 2000;

type Step =
  | { readonly kind: "change"; readonly from: number; readonly count: number }
  | { readonly kind: "claim"; readonly node: number }
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "come" | "leave" | "return"; readonly who: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant("change"),
    from: fc.nat(TASKS - 1),
    count: fc.constantFrom(1, 5, 700, 1500),
  }),
  fc.record({ kind: fc.constant("claim"), node: fc.nat(TASKS - 1) }),
  fc.record({ kind: fc.constant("wait"), ms: fc.constantFrom(0, 30, 60, 400) }),
  fc.record({ kind: fc.constantFrom("come", "leave", "return"), who: fc.nat() }),
);

/** Clients that come and go while a run changes, and what each has a right to know. */
class Audience {
  readonly #run: WatchedRun;
  readonly #inside: Client[] = [];
  readonly #outside: Client[] = [];
  /** Tasks that changed since a client's newest snapshot. */
  readonly #owed = new Map<Client, Set<number>>();

  constructor(sql: Sql) {
    this.#run = new WatchedRun(sql, loose(TASKS));
  }

  take(each: Step): void {
    switch (each.kind) {
      case "change": {
        const { from, count } = each;

        this.#owe(
          this.#run.succeed(...Array.from({ length: count }, (_, index) => (from + index) % TASKS)),
        );
        break;
      }
      case "claim":
        this.#run.claim(each.node);
        this.#owe([each.node]);
        break;
      case "wait":
        this.#run.advance(each.ms);
        break;
      case "come":
        this.#inside.push(this.#run.connect());
        break;
      case "leave":
        this.#leave(each.who);
        break;
      case "return":
        this.#return(each.who);
    }

    this.#noticeSnapshots();
  }

  /** Everybody comes back and waits for the last frame. */
  gather(): void {
    while (this.#outside.length > 0) {
      this.take({ kind: "return", who: 0 });
    }

    this.take({ kind: "wait", ms: 10_000 });
  }

  /** Tasks of which a client knows less than it has a right to. */
  get wronged(): readonly number[] {
    return this.#inside.flatMap((client) =>
      [...(this.#owed.get(client) ?? [])].filter(
        (node) => client.nodes.get(this.#run.taskId(node)) !== this.#run.stateOf(node),
      ),
    );
  }

  /** Frames whose seq is below that of one before. */
  fallen = 0;

  #owe(nodes: Iterable<number>): void {
    for (const node of nodes) {
      this.#owed.forEach((owed) => owed.add(node));
    }
  }

  #leave(who: number): void {
    const [client] = this.#inside.splice(who % Math.max(1, this.#inside.length), 1);

    if (client !== undefined) {
      this.#outside.push(client);
      this.#run.disconnect(client);
    }
  }

  #return(who: number): void {
    const [client] = this.#outside.splice(who % Math.max(1, this.#outside.length), 1);

    if (client !== undefined) {
      this.#inside.push(this.#run.connect(client));
    }
  }

  #noticeSnapshots(): void {
    for (const client of this.#inside) {
      const frames = client.frames.splice(0).map(({ frame }) => frame);

      if (frames.some(({ type }) => type === "snapshot")) {
        this.#owed.set(client, new Set());
      }

      this.fallen += frames.filter(({ seq }, index) => seq < (frames[index - 1]?.seq ?? 0)).length;
    }
  }
}

describe("clients that come and go, whenever", () => {
  it("know in the end how every task is that changed since their snapshot", () =>
    withSql((sql) => {
      fc.assert(
        fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
          const audience = new Audience(sql);

          steps.forEach((each) => audience.take(each));
          audience.gather();

          expect(audience.wronged).toEqual([]);
          expect(audience.fallen).toBe(0);
        }),
        { numRuns: 150 },
      );
    }));
});
