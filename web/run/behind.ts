/** What runs again when a task does. All pure. */
import type { GraphNode } from "../api/run-parts.ts";

/** The task and all that waits for it, at first or second hand, in graph order. What waits for a group waits for each of its members. */
export function behind(graph: readonly GraphNode[], taskId: string): readonly GraphNode[] {
  const groups = new Map(graph.map((node) => [node.task_id, node.group_id]));
  const dependents = new Map<string, string[]>();

  for (const { task_id: dependent, after } of graph) {
    for (const source of after) {
      const known = dependents.get(source) ?? [];
      known.push(dependent);
      dependents.set(source, known);
    }
  }

  const seen = new Set([taskId]);

  // A set is walked in the order of insertion, what is added on the way included.
  for (const id of seen) {
    const group = groups.get(id) ?? null;

    for (const source of group === null ? [id] : [id, group]) {
      dependents.get(source)?.forEach((dependent) => seen.add(dependent));
    }
  }

  return graph.filter(({ task_id: id }) => seen.has(id));
}

/** "xsum, 2 × mul": what some tasks are called, and how many of each. */
export function namesOf(nodes: readonly GraphNode[]): string {
  return Array.from(
    Map.groupBy(nodes, ({ name }) => name),
    ([name, alike]) => (alike.length === 1 ? name : `${alike.length} × ${name}`),
  ).join(", ");
}
