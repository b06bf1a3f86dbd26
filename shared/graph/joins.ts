import type { PlanBuilder } from "../engine/plan-builder.ts";
import type { Ref } from "../engine/plan.ts";
import type { Dominators } from "./dominators.ts";

/** What waits for the same list of results waits for one join. */
export class Joins {
  readonly #builder: PlanBuilder;
  readonly #dominators: Dominators;
  readonly #joins = new Map<string, Ref>();

  constructor(builder: PlanBuilder, dominators: Dominators) {
    this.#builder = builder;
    this.#dominators = dominators;
  }

  refOf(members: readonly number[]): Ref | null {
    const [only] = members;

    if (members.length < 2) {
      return only ?? null;
    }

    const key = members.join();
    const join =
      this.#joins.get(key) ??
      this.#builder.addGate({ kind: "join", members, after: this.#dominators.before(members) });
    this.#joins.set(key, join);

    return join;
  }
}
