/**
 * The tasks of a run as what is drawn of them: a task, or the many lanes of a large group as one. A large group is one thing however
 * many members it has, so that the picture of a run stays small.
 */

import type { GraphNode } from "../../api/run-parts.ts";
import { MANY_MEMBERS } from "../../graph/layout/sizes.ts";

/** What is drawn as one node. */
export interface Atom {
  /** The id of its task, or of its group. */
  readonly id: string;
  readonly kind: "task" | "group";
  readonly name: string;
  readonly role: GraphNode["role"];
  /** It only waits for what comes before. */
  readonly isOrdered: boolean;
  /** The group it is a member of. */
  readonly groupId: string | null;
  /** The atoms it waits for. */
  readonly after: readonly number[];
  /** The tasks it stands for. */
  readonly taskIds: readonly string[];
}

/** The groups that are drawn as one node each. */
export function largeGroupsOf(nodes: readonly GraphNode[]): ReadonlySet<string> {
  const groups = Map.groupBy(nodes, ({ group_id: group }) => group);

  return new Set(
    Array.from(groups, ([group, members]) =>
      group !== null && members.length > MANY_MEMBERS ? [group] : [],
    ).flat(),
  );
}

/** Atoms in graph order. `large` are the groups that are one atom each. */
export function atomsOf(nodes: readonly GraphNode[], large: ReadonlySet<string>): readonly Atom[] {
  const owner = ownersOf(nodes, large);
  const members = Map.groupBy(nodes, (node) => owner.get(node.task_id) ?? node.task_id);
  const numbers = new Map(Array.from(members.keys(), (id, number) => [id, number]));
  const groups = Map.groupBy(nodes, ({ group_id: group }) => group);

  return Array.from(members, ([id, inside]): Atom => {
    const [first] = inside;
    const sources = inside.flatMap(({ after }) => after.flatMap((each) => sourcesBehind(each)));
    const after = new Set(
      sources.flatMap((source) => numbers.get(owner.get(source) ?? source) ?? []),
    );
    after.delete(numbers.get(id) ?? -1);

    return {
      id,
      kind: large.has(id) ? "group" : "task",
      name: commonName(inside),
      role: first?.role ?? "step",
      isOrdered: inside.every(({ immutable }) => immutable),
      groupId: large.has(id) ? null : (first?.group_id ?? null),
      after: [...after].toSorted((a, b) => a - b),
      taskIds: inside.map(({ task_id: taskId }) => taskId),
    };
  });

  /** What is waited for may be a group: then it is all of its members. */
  function sourcesBehind(id: string): readonly string[] {
    return groups.get(id)?.map(({ task_id: taskId }) => taskId) ?? [id];
  }
}

function commonName(nodes: readonly GraphNode[]): string {
  const [name = "", ...others] = new Set(nodes.map((node) => node.name));

  return others.length === 0 ? name : "Group";
}

/** Which large group a task is drawn in: its members, and the steps of their lanes that lead to one member only. */
function ownersOf(
  nodes: readonly GraphNode[],
  large: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const owner = new Map(
    nodes.flatMap(({ task_id: taskId, group_id: group }) =>
      group !== null && large.has(group) ? [[taskId, group] as const] : [],
    ),
  );
  const dependents = dependentsOf(nodes);

  // From the last to the first: a step is before what it leads to.
  for (const { task_id: taskId, role, group_id: group } of nodes.toReversed()) {
    const [next, ...others] = dependents.get(taskId) ?? [];
    const leadsInto = next === undefined || others.length > 0 ? undefined : owner.get(next);

    if (leadsInto !== undefined && role === "step" && group === null) {
      owner.set(taskId, leadsInto);
    }
  }

  return owner;
}

function dependentsOf(nodes: readonly GraphNode[]): ReadonlyMap<string, readonly string[]> {
  const dependents = new Map<string, string[]>();

  for (const { task_id: taskId, after } of nodes) {
    for (const source of after) {
      const known = dependents.get(source) ?? [];
      known.push(taskId);
      dependents.set(source, known);
    }
  }

  return dependents;
}
