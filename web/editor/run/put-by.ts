import type { LiveRun } from "../../live/apply-frame.ts";
import { nodeIndex } from "../../run/rows.ts";
import type { Numbers } from "./numbers.ts";

/**
 * What tasks put in their own places while the run went on, as an each does, by the number of the task. It came after all that is drawn, so
 * its numbers are higher, and what called it leads back to the drawing.
 */
export function putBy(
  { nodes, groups }: LiveRun,
  numbers: Numbers,
): ReadonlyMap<number, readonly number[]> {
  const drawn = [...numbers.values()].flat().reduce((most, number) => Math.max(most, number), -1);
  const parents = new Map([
    ...Array.from(nodes.values(), (node) => [nodeIndex(node.task_id), node.parent_id] as const),
    ...Array.from(groups.values(), (group) => [group.first, group.parent_id] as const),
  ]);
  const put = new Map<number, number[]>();

  for (const number of parents.keys()) {
    const owner = number > drawn ? ownerOf(number) : undefined;

    if (owner !== undefined) {
      const known = put.get(owner) ?? [];
      known.push(number);
      put.set(owner, known);
    }
  }

  return put;

  function ownerOf(number: number): number | undefined {
    let owner: number | undefined = number;

    // A parent comes before what it calls: each turn leads further down, and to an end.
    while (owner !== undefined && owner > drawn) {
      const parent = parents.get(owner);
      const next: number | undefined = typeof parent === "string" ? nodeIndex(parent) : undefined;
      owner = next !== undefined && next < owner ? next : undefined;
    }

    return owner;
  }
}
