/**
 * Fragments: graphs that tasks put in their own place while they run (`replace`, `each`). A fragment's nodes and gates stand behind those
 * that the run has already, and its owner ends as the fragment's output does. A task that is run again makes a new one; the nodes of the
 * old one are DROPPED then.
 */
import { buildGraph, sourcesOf } from "./graph.ts";
import {
  type Fragment,
  type Gate,
  type Plan,
  type Ref,
  gateIndex,
  gateRef,
  isGate,
} from "./plan.ts";
import { type RunState, WAITING, nodeAt } from "./run.ts";

/** So many replacements inside one another. */
export const MAX_LEVELS = 20;

export interface Expansion {
  readonly owner: number;
  /** As it was compiled, numbered from 0. */
  readonly plan: Plan;
}

/** Adds what tasks put in their place. Nothing of it begins by that. */
export function extendRun(run: RunState, expansions: readonly Expansion[]): void {
  if (expansions.length === 0) {
    return;
  }

  const gatesBefore = run.plan.gates.length;

  run.plan = expansions.reduce(withFragment, run.plan);
  run.graph = buildGraph(run.plan);

  for (let node = run.nodes.length; node < run.plan.nodes.length; node += 1) {
    run.nodes.push(WAITING);
    run.counts.WAITING += 1;
  }

  const added = run.plan.gates.slice(gatesBefore);

  added.forEach(() => run.gates.push(null));
  run.unsettled = Int32Array.from([
    ...run.unsettled,
    ...added.map((gate) => sourcesOf(gate).length),
  ]);
}

/** A plan without what came into it later. */
export function submittedPlan(plan: Plan): Plan {
  const [first] = plan.fragments;

  return first === undefined
    ? plan
    : {
        ...plan,
        nodes: plan.nodes.slice(0, first.nodes[0]),
        gates: plan.gates.slice(0, first.gates[0]),
        fragments: [],
      };
}

/** The newest that this node put in its place. */
export function fragmentOf({ plan }: RunState, owner: number): Fragment | undefined {
  return plan.fragments.findLast((fragment) => fragment.owner === owner);
}

/** The fragment that a node belongs to; undefined for what was submitted. */
export function fragmentAround({ plan }: RunState, node: number): Fragment | undefined {
  return plan.fragments.find(({ nodes: [from, to] }) => node >= from && node < to);
}

/** How many replacements a node is inside of. */
export function levelOf(run: RunState, node: number): number {
  const around = fragmentAround(run, node);

  return around === undefined ? 0 : 1 + levelOf(run, around.owner);
}

/** The nodes a node put in its place, those that they put in theirs, and so on; without what was dropped. */
export function nodesPutBy(run: RunState, owner: number): number[] {
  const fragment = fragmentOf(run, owner);
  const put = fragment === undefined ? [] : nodesIn(fragment);

  return put.flatMap((node) =>
    nodeAt(run, node).status === "DROPPED" ? [] : [node].concat(nodesPutBy(run, node)),
  );
}

export function nodesIn({ nodes: [from, to] }: Fragment): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

function withFragment(plan: Plan, { owner, plan: added }: Expansion): Plan {
  const nodes = plan.nodes.length;
  const gates = plan.gates.length;
  const moved = (ref: Ref): Ref => (isGate(ref) ? gateRef(gateIndex(ref) + gates) : ref + nodes);
  const fragment: Fragment = {
    owner,
    nodes: [nodes, nodes + added.nodes.length],
    gates: [gates, gates + added.gates.length],
    output: moved(added.output),
  };

  return {
    ...plan,
    nodes: [
      ...plan.nodes,
      ...added.nodes.map((node) => ({
        ...node,
        input: node.input === null ? null : moved(node.input),
      })),
    ],
    gates: [...plan.gates, ...added.gates.map((gate) => movedGate(gate, moved))],
    fragments: [...plan.fragments, fragment],
  };
}

function movedGate(gate: Gate, moved: (ref: Ref) => Ref): Gate {
  switch (gate.kind) {
    case "join":
      return {
        ...gate,
        members: gate.members.map(moved),
        after: gate.after === null ? null : moved(gate.after),
        ...(gate.failFast !== undefined && {
          failFast: [moved(gate.failFast[0]), moved(gate.failFast[1])],
        }),
      };
    case "link":
      return { ...gate, of: moved(gate.of) };
    case "errback":
      return {
        ...gate,
        watched: gate.watched.map(({ ref, reportsAs }) => ({
          ref: moved(ref),
          reportsAs: moved(reportsAs),
        })),
      };
  }
}
