/** A run that was started, from the stored states of its nodes: what is derived from them is worked out again. */
import { sourcesOf } from "./graph.ts";
import type { Gate, Ref } from "./plan.ts";
import { type NodeState, type RunState, nodeAt } from "./run.ts";
import { firedBy, gateAt, settleGate, settledOf } from "./settle.ts";

export function restoreRun(run: RunState, nodes: readonly NodeState[], finishedAt: number): void {
  for (const [index, state] of nodes.entries()) {
    run.counts[nodeAt(run, index).status] -= 1;
    run.counts[state.status] += 1;
    run.nodes[index] = state;
  }

  restoreGates(run, [...run.plan.gates.keys()]);
  run.finishedAt = finishedAt;
}

type ErrbackGate = Gate & { readonly kind: "errback" };

const NOTHING: ReadonlySet<Ref> = new Set();

/** Works out from what they wait for how these gates stand; `untold` does not count yet. Ascending: a gate refers to none after it. */
export function restoreGates(
  run: RunState,
  ascending: readonly number[],
  untold: ReadonlySet<Ref> = NOTHING,
): void {
  for (const index of ascending) {
    run.gates[index] = null;
  }

  for (const index of ascending) {
    restoreGate(run, index, untold);
  }
}

function restoreGate(run: RunState, index: number, untold: ReadonlySet<Ref>): void {
  const gate = gateAt(run, index);
  const unsettled = sourcesOf(gate).filter(
    (source) => untold.has(source) || settledOf(run, source) === null,
  ).length;

  run.unsettled[index] = unsettled;

  if (unsettled === 0 || (gate.kind === "errback" && isFired(run, gate, untold))) {
    run.gates[index] = settleGate(run, index);
  }
}

function isFired(run: RunState, gate: ErrbackGate, untold: ReadonlySet<Ref>): boolean {
  const watched = gate.watched.filter(({ ref }) => !untold.has(ref));

  return firedBy(run, { ...gate, watched }) !== undefined;
}
