/**
 * Who waits for whom, as flat arrays: `dependents` of node n are `targets[offsets[n] .. offsets[n + 1]]`, of gate g at index
 * `nodes + g`. 100,000 nodes cost under a megabyte.
 */
import { type Gate, type Plan, type Ref, gateIndex, gateRef, isGate } from "./plan.ts";

export interface Graph {
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  /** For each node the join gate it is a member of (the first, where a drawn graph has several), or -1. */
  readonly groupOf: Int32Array;
  /** For each gate 1 when it is a join whose members all have it as their group, so that its id stands for them. */
  readonly isGroup: Uint8Array;
  /** For each node whether it is a step of the canvas or belongs to a callback, as an index into `ROLES`. */
  readonly roles: Uint8Array;
}

export const ROLES = ["step", "link", "errback"] as const;
export type Role = (typeof ROLES)[number];

export function buildGraph(plan: Plan): Graph {
  const size = plan.nodes.length + plan.gates.length;
  const offsets = new Int32Array(size + 1);
  const slotOf = (ref: Ref): number => (isGate(ref) ? plan.nodes.length + gateIndex(ref) : ref);

  forEachEdge(plan, (from) => {
    const slot = slotOf(from) + 1;
    offsets[slot] = (offsets[slot] ?? 0) + 1;
  });

  for (let slot = 0; slot < size; slot += 1) {
    offsets[slot + 1] = (offsets[slot + 1] ?? 0) + (offsets[slot] ?? 0);
  }

  const targets = new Int32Array(offsets[size] ?? 0);
  const next = offsets.slice();

  forEachEdge(plan, (from, to) => {
    const slot = slotOf(from);
    const at = next[slot] ?? 0;
    targets[at] = to;
    next[slot] = at + 1;
  });

  const groupOf = groupsOf(plan);

  return { offsets, targets, groupOf, isGroup: wholeGroups(plan, groupOf), roles: rolesOf(plan) };
}

/** The nodes and gates to look at again when `ref` is settled. */
export function dependentsOf(plan: Plan, graph: Graph, ref: Ref): Int32Array {
  const slot = isGate(ref) ? plan.nodes.length + gateIndex(ref) : ref;

  return graph.targets.subarray(graph.offsets[slot], graph.offsets[slot + 1]);
}

/** How many things must settle before the gate does. */
export function sourcesOf(gate: Gate): readonly Ref[] {
  switch (gate.kind) {
    case "join":
      // Also what the group waited for, though its members wait for that themselves: they may have been revoked before.
      return gate.after === null ? gate.members : [...gate.members, gate.after];
    case "link":
      return [gate.of];
    case "errback":
      return gate.watched.map(({ ref }) => ref);
  }
}

function forEachEdge(plan: Plan, visit: (from: Ref, to: Ref) => void): void {
  for (const [index, node] of plan.nodes.entries()) {
    if (node.input !== null) {
      visit(node.input, index);
    }
  }

  for (const [index, gate] of plan.gates.entries()) {
    for (const source of sourcesOf(gate)) {
      visit(source, gateRef(index));
    }
  }

  for (const { output, owner } of plan.fragments) {
    visit(output, owner);
  }
}

function groupsOf(plan: Plan): Int32Array {
  const groupOf = new Int32Array(plan.nodes.length).fill(-1);

  // Backwards, so that the first of several groups has the last word.
  for (const [index, gate] of [...plan.gates.entries()].toReversed()) {
    if (gate.kind === "join") {
      for (const member of gate.members) {
        groupOf[member] = index;
      }
    }
  }

  return groupOf;
}

function wholeGroups({ gates }: Plan, groupOf: Int32Array): Uint8Array {
  return Uint8Array.from(gates, (gate, index) =>
    gate.kind === "join" && gate.members.every((member) => groupOf[member] === index) ? 1 : 0,
  );
}

/** A node has the role of what it waits for, or was put in place of; only a callback, which comes after what it hangs on, begins another. */
function rolesOf({ nodes, gates, fragments }: Plan): Uint8Array {
  const roles = new Uint8Array(nodes.length);
  const ownerOf = new Map(
    fragments.flatMap(({ owner, nodes: [from, to] }) =>
      Array.from({ length: to - from }, (_, index): [number, number] => [from + index, owner]),
    ),
  );
  const roleOf = (ref: Ref | null): number => {
    if (ref === null || !isGate(ref)) {
      return ref === null ? 0 : (roles[ref] ?? 0);
    }

    const gate = gates[gateIndex(ref)];

    return gate?.kind === "join"
      ? roleOf(gate.members[0] ?? gate.after)
      : ROLES.indexOf(gate?.kind ?? "step");
  };

  for (const [index, { input }] of nodes.entries()) {
    roles[index] = roleOf(input ?? ownerOf.get(index) ?? null);
  }

  return roles;
}
