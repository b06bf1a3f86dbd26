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

/** The overview in graph order: a large group stands where its first member would. */
export function orderRows({ nodes, groups }: Pick<LiveRun, "nodes" | "groups">): readonly Row[] {
  const nodeRows = Array.from(nodes.values(), nodeRow);
  const groupRows = Array.from(groups.values(), groupRow);

  return [...nodeRows, ...groupRows].toSorted((a, b) => a.index - b.index);
}

export function nodeRow(node: NodeView): Row {
  return { kind: "node", index: nodeIndex(node.task_id), node };
}

function groupRow(group: GroupFrame): Row {
  return { kind: "group", index: group.first, group };
}

/** How many rows the overview of `total` tasks has, with those that no frame has told of yet. */
export function rowCount({ groups }: Pick<LiveRun, "groups">, total: number): number {
  return Array.from(groups.values()).reduce((rows, { size }) => rows - size + 1, total);
}
