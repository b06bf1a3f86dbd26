/** A run that was started, from the stored states of its nodes: what is derived from them is worked out again. */
import { sourcesOf } from "./graph.ts";
import { type NodeState, type RunState, nodeAt } from "./run.ts";
import { firedBy, gateAt, settleGate, settledOf } from "./settle.ts";

export function restoreRun(run: RunState, nodes: readonly NodeState[], finishedAt: number): void {
  for (const [index, state] of nodes.entries()) {
    run.counts[nodeAt(run, index).status] -= 1;
    run.counts[state.status] += 1;
    run.nodes[index] = state;
  }

  // In their order: a gate refers to none after it.
  for (const index of run.plan.gates.keys()) {
    restoreGate(run, index);
  }

  run.finishedAt = finishedAt;
}

function restoreGate(run: RunState, index: number): void {
  const gate = gateAt(run, index);
  const unsettled = sourcesOf(gate).filter((source) => settledOf(run, source) === null).length;

  run.unsettled[index] = unsettled;

  if (unsettled === 0 || (gate.kind === "errback" && firedBy(run, gate) !== undefined)) {
    run.gates[index] = settleGate(run, index);
  }
}
