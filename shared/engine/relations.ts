/** Celery's `parent_id`, `children` and `group_id`, read off the graph. */
import { planNodeAt } from "./call.ts";
import { fragmentAround, fragmentOf, nodesIn } from "./fragments.ts";
import { ROLES, type Role, dependentsOf } from "./graph.ts";
import { groupIdOf, taskIdOf } from "./ids.ts";
import { type Ref, gateIndex, isGate } from "./plan.ts";
import { type RunState, nodeAt } from "./run.ts";
import { firedBy, gateAt } from "./settle.ts";

export function parentOf(run: RunState, node: number): string | null {
  const { input } = planNodeAt(run, node);
  const parent = input === null ? ownerOf(run, node) : sourceOf(run, input);

  return parent === null ? null : taskIdOf(run, parent);
}

/** In graph order. */
export function childrenOf(run: RunState, node: number): string[] {
  const behind = [...dependentsOf(run.plan, run.graph, node)].flatMap((dependent) =>
    isGate(dependent) ? childrenBehind(run, dependent, node) : [dependent],
  );
  // Not what it was put in place of, which ends as it does.
  const called = behind.filter((child) => sourceOf(run, planNodeAt(run, child).input) === node);
  const children = [...called, ...rootsPutBy(run, node)];

  return [...new Set(children)].toSorted((a, b) => a - b).map((child) => taskIdOf(run, child));
}

function childrenBehind(run: RunState, ref: Ref, parent: number): readonly number[] {
  const gate = gateAt(run, gateIndex(ref));

  // Of a header the last member by position is the parent of its body.
  if (gate.kind === "join" && gate.members.length > 0 && gate.members.at(-1) !== parent) {
    return [];
  }

  return nodesBehind(run, ref).filter(
    (child) => sourceOf(run, planNodeAt(run, child).input) === parent,
  );
}

export function groupOf(run: RunState, node: number): string | null {
  const gate = run.graph.groupOf[node] ?? -1;

  return gate < 0 ? null : groupIdOf(run, gate);
}

export function roleOf(run: RunState, node: number): Role {
  return ROLES[run.graph.roles[node] ?? 0] ?? "step";
}

/**
 * What `node` waits for, as ids: its predecessor, the task it is called back for, or the group it is the body of. A group is named by its
 * own id where its members carry that id, so that 5,000 bodies of 5,000 members stay small.
 */
export function waitsFor(run: RunState, node: number): readonly string[] {
  const { input } = planNodeAt(run, node);

  const owner = input === null ? ownerOf(run, node) : null;

  if (owner !== null) {
    return [taskIdOf(run, owner)];
  }

  return input === null ? [] : idsBehind(run, input);
}

/** The task that a node was put in place of; null for what was submitted. */
function ownerOf(run: RunState, node: number): number | null {
  return fragmentAround(run, node)?.owner ?? null;
}

/** What begins in place of a node. */
function rootsPutBy(run: RunState, node: number): readonly number[] {
  const fragment = fragmentOf(run, node);

  return fragment === undefined
    ? []
    : nodesIn(fragment).filter(
        (root) => planNodeAt(run, root).input === null && nodeAt(run, root).status !== "DROPPED",
      );
}

function idsBehind(run: RunState, ref: Ref): readonly string[] {
  const idOf = (node: number): string => taskIdOf(run, node);

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

      return run.graph.isGroup[index] === 1 ? [groupIdOf(run, index)] : gate.members.map(idOf);
    case "link":
      return [idOf(gate.of)];
    case "errback":
      return gate.watched.map(({ reportsAs }) => idOf(reportsAs));
  }
}

/** The first node in graph order that is told what a gate came to. Dependents are in order, nodes before gates. */
export function firstBehind(run: RunState, ref: Ref): number | undefined {
  const dependents = dependentsOf(run.plan, run.graph, ref);
  const [direct] = dependents;
  const candidates = direct === undefined || isGate(direct) ? [] : [direct];

  for (let index = dependents.length - 1; index >= 0; index -= 1) {
    const dependent = dependents[index];

    if (dependent === undefined || !isGate(dependent)) {
      break;
    }

    if (isEmptyJoin(run, dependent)) {
      candidates.push(firstBehind(run, dependent) ?? Number.POSITIVE_INFINITY);
    }
  }

  const first = Math.min(...candidates);

  return Number.isFinite(first) ? first : undefined;
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

    return isEmptyJoin(run, dependent) ? nodesBehind(run, dependent) : [];
  });
}

function isEmptyJoin(run: RunState, ref: Ref): boolean {
  const gate = gateAt(run, gateIndex(ref));

  return gate.kind === "join" && gate.members.length === 0;
}
