/** What hangs on what: everything that is told, at first or second hand, how some nodes ended. */
import { dependentsOf } from "./graph.ts";
import { type Ref, gateIndex, isGate } from "./plan.ts";
import type { RunState } from "./run.ts";

export interface Downstream {
  /** The nodes that were asked about and all behind them, callbacks among them, in graph order. */
  readonly nodes: readonly number[];
  /** The gates behind them, ascending. */
  readonly gates: readonly number[];
}

export function downstreamOf(run: RunState, from: Iterable<number>): Downstream {
  const seen = new Set<Ref>(from);

  // A set is walked in the order of insertion, what is added on the way included.
  for (const ref of seen) {
    for (const dependent of dependentsOf(run.plan, run.graph, ref)) {
      seen.add(dependent);
    }
  }

  const ascending = [...seen].toSorted((a, b) => a - b);

  return {
    nodes: ascending.filter((ref) => !isGate(ref)),
    gates: ascending.filter(isGate).map(gateIndex).toReversed(),
  };
}
