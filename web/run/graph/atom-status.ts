/** How what is drawn of a run fares. All pure. */
import type { NodeStatus } from "../../graph/nodes/node-look.ts";
import { groupIn, type Picture } from "../picture.ts";
import { countsOf, manyStatus, taskStatus } from "../status.ts";
import type { Atom } from "./atoms.ts";

/** Null: no frame has told of it yet. */
export function statusOf({ id }: Atom, { live, at }: Picture): NodeStatus | null {
  const node = live.nodes.get(id);

  return node === undefined ? null : taskStatus(node, at);
}

/** Of what stands in a frame, as one. */
export function frameStatus(atoms: readonly Atom[], picture: Picture): NodeStatus {
  const total: Record<string, number> = {};

  for (const atom of atoms) {
    for (const [state, count] of Object.entries(countsIn(atom, picture))) {
      total[state] = (total[state] ?? 0) + count;
    }
  }

  return manyStatus(total);
}

function countsIn({ kind, id }: Atom, picture: Picture): Readonly<Record<string, number>> {
  return kind === "group"
    ? (groupIn(picture, id)?.counts ?? {})
    : countsOf([picture.live.nodes.get(id)?.state ?? "PENDING"]);
}
