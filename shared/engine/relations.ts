/** Celery's `parent_id`, `children` and `group_id`, read off the graph. */
import { planNodeAt } from "./call.ts";
import { dependentsOf } from "./graph.ts";
import { groupIdOf, taskIdOf } from "./ids.ts";
import { type Ref, gateIndex, isGate } from "./plan.ts";
import type { RunState } from "./run.ts";
import { firedBy, gateAt } from "./settle.ts";

export type Role = "step" | "link" | "errback";

export function parentOf(run: RunState, node: number): string | null {
  const parent = sourceOf(run, planNodeAt(run, node).input);

  return parent === null ? null : taskIdOf(run.id, parent, run.plan.lone);
}

/** In graph order. */
export function childrenOf(run: RunState, node: number): string[] {
  const children = new Set<number>();

  for (const dependent of dependentsOf(run.plan, run.graph, node)) {
    for (const child of isGate(dependent) ? nodesBehind(run, dependent) : [dependent]) {
      if (sourceOf(run, planNodeAt(run, child).input) === node) {
        children.add(child);
      }
    }
  }

  return [...children]
    .toSorted((a, b) => a - b)
    .map((child) => taskIdOf(run.id, child, run.plan.lone));
}

export function groupOf(run: RunState, node: number): string | null {
  const gate = run.graph.groupOf[node] ?? -1;

  return gate < 0 ? null : groupIdOf(run.id, gate);
}

/** Whether a node is a step of the canvas or belongs to a callback: follows what it waits for back to where that begins. */
export function roleOf(run: RunState, node: number): Role {
  let ref: Ref | null = node;

  while (ref !== null) {
    if (!isGate(ref)) {
      ref = planNodeAt(run, ref).input;
      continue;
    }

    const gate = gateAt(run, gateIndex(ref));

    if (gate.kind !== "join") {
      return gate.kind;
    }

    ref = gate.members[0] ?? gate.after;
  }

  return "step";
}

/**
 * What `node` waits for, as ids: its predecessor, the task it is called back for, or the group it is the body of. A group is named by its own id
 * where its members carry that id, so that 5,000 bodies of 5,000 members stay small.
 */
export function waitsFor(run: RunState, node: number): readonly string[] {
  const { input } = planNodeAt(run, node);

  return input === null ? [] : idsBehind(run, input);
}

function idsBehind(run: RunState, ref: Ref): readonly string[] {
  const idOf = (node: number): string => taskIdOf(run.id, node, run.plan.lone);

  if (!isGate(ref)) {
    return [idOf(ref)];
  }

  const index = gateIndex(ref);
  const gate = gateAt(run, index);

  switch (gate.kind) {
    case "join":
      if (gate.members.length === 0) {
        return gate.after === null ? [] : idsBehind(run, gate.after);
      }

      return gate.members.every((member) => run.graph.groupOf[member] === index)
        ? [groupIdOf(run.id, index)]
        : gate.members.map(idOf);
    case "link":
      return [idOf(gate.of)];
    case "errback":
      return gate.watched.map(({ reportsAs }) => idOf(reportsAs));
  }
}

/** The first node in graph order that is told what a gate came to. */
export function firstBehind(run: RunState, gate: Ref): number | undefined {
  return nodesBehind(run, gate).toSorted((a, b) => a - b)[0];
}

/** The last member of a header by position is the parent of its body. */
function sourceOf(run: RunState, ref: Ref | null): number | null {
  if (ref === null || !isGate(ref)) {
    return ref;
  }

  const gate = gateAt(run, gateIndex(ref));

  switch (gate.kind) {
    case "join":
      return gate.members.at(-1) ?? sourceOf(run, gate.after);
    case "link":
      return gate.of;
    case "errback":
      return firedBy(run, gate) ?? null;
  }
}

/** The nodes that wait for a gate. An empty group has none of its own: those behind it are told directly. */
function nodesBehind(run: RunState, ref: Ref): readonly number[] {
  return [...dependentsOf(run.plan, run.graph, ref)].flatMap((dependent) => {
    if (!isGate(dependent)) {
      return [dependent];
    }

    const gate = gateAt(run, gateIndex(dependent));

    return gate.kind === "join" && gate.members.length === 0 ? nodesBehind(run, dependent) : [];
  });
}
