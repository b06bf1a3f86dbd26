import { parseTaskId } from "../../shared/engine/ids.ts";
import type { GroupFrame } from "../../shared/wire/frames.ts";
import type { NodeView } from "../../shared/wire/views.ts";
import type { LiveRun } from "../live/apply-frame.ts";

/** One line of the overview: a task, or a large group as one thing. */
export type Row =
  | { readonly kind: "node"; readonly index: number; readonly node: NodeView }
  | { readonly kind: "group"; readonly index: number; readonly group: GroupFrame };

/** The number of a task within its run; a lone task is number 0. */
export function nodeIndex(taskId: string): number {
  return parseTaskId(taskId)?.node ?? 0;
}

/**
 * The overview in graph order. Members of large groups are not among the nodes and leave gaps in their numbers: a group stands at the
 * first gap that no group before it fills.
 */
export function orderRows({ nodes, groups }: Pick<LiveRun, "nodes" | "groups">): readonly Row[] {
  const rows: Row[] = Array.from(nodes.values(), (node) => ({
    kind: "node",
    index: nodeIndex(node.task_id),
    node,
  }));
  const taken = new Set(rows.map(({ index }) => index));
  let free = nextFree(0, taken);

  for (const group of groups.values()) {
    rows.push({ kind: "group", index: free, group });

    for (let member = 0; member < group.size; member += 1) {
      free = nextFree(free + 1, taken);
    }
  }

  return rows.toSorted((a, b) => a.index - b.index);
}

/** How many rows the overview of `total` tasks has, with those that no frame has told of yet. */
export function rowCount({ groups }: Pick<LiveRun, "groups">, total: number): number {
  return Array.from(groups.values()).reduce((rows, { size }) => rows - size + 1, total);
}

function nextFree(from: number, taken: ReadonlySet<number>): number {
  let index = from;

  while (taken.has(index)) {
    index += 1;
  }

  return index;
}
