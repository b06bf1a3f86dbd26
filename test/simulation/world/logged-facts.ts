/** What an entry of an object's log says. */
import { decodeDelta } from "../../../shared/engine/codec.ts";
import type { Fact } from "../../../shared/engine/delta.ts";
import type { Plan } from "../../../shared/engine/plan.ts";
import { fromRanges } from "../../../shared/engine/ranges.ts";

export interface LoggedFact {
  readonly run: string;
  readonly at: number;
  readonly fact: Fact;
}

/** What a task put in its place is not looked at. */
const NO_PLAN: Plan = { nodes: [], gates: [], output: 0, lone: true, fragments: [] };

export function factsIn(entry: string): readonly LoggedFact[] {
  const { deltas } = JSON.parse(entry) as { deltas: Parameters<typeof decodeDelta>[0][] };

  return deltas
    .map((row) => decodeDelta(row, () => NO_PLAN))
    .flatMap(({ run, at, facts }) => facts.map((fact) => ({ run, at, fact })));
}

/** The tasks that a fact is about, as run id and node. */
export function tasksOf({ run, fact }: LoggedFact): readonly string[] {
  if ("node" in fact) {
    return [`${run}.${fact.node}`];
  }

  return "nodes" in fact ? Array.from(fromRanges(fact.nodes), (node) => `${run}.${node}`) : [];
}

const ENDS: ReadonlySet<string> = new Set([
  "succeeded",
  "failed",
  "ignored",
  "revoked",
  "terminated",
  "expired",
]);

export function isEnd({ kind }: Fact): boolean {
  return ENDS.has(kind);
}
