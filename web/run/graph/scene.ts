import type { GraphNode } from "../../api/run-parts.ts";
/** The graph of a run with coordinates. */
import {
  exitOf,
  layOut,
  type Layout,
  type PlacedBox,
  type Wire,
} from "../../graph/layout/layout.ts";
import { atomsOf, largeGroupsOf, type Atom } from "./atoms.ts";
import { partsOfRun } from "./parts.ts";

export interface Scene {
  readonly atoms: ReadonlyMap<string, Atom>;
  readonly groupIds: ReadonlySet<string>;
  /** The members that each frame stands around. */
  readonly lanes: ReadonlyMap<string, readonly Atom[]>;
  readonly layout: Layout;
}

/** More nodes than this are no picture any more. */
const MOST_BOXES = 600;

/** Null: it is too large to be drawn. */
export function sceneOf(nodes: readonly GraphNode[]): Scene | null {
  const groupIds = largeGroupsOf(nodes);
  const atoms = atomsOf(nodes, groupIds);

  if (atoms.length > MOST_BOXES) {
    return null;
  }

  const { parts, isCanvas, lanes } = partsOfRun(atoms);
  const layout = layOut(parts);

  return {
    atoms: new Map(atoms.map((atom) => [atom.id, atom])),
    groupIds,
    lanes,
    layout: isCanvas
      ? layout
      : { ...layout, frames: [], brackets: [], wires: wiresOf(atoms, layout.boxes) },
  };
}

/** Of a graph that is no canvas: each edge from node to node. */
function wiresOf(atoms: readonly Atom[], boxes: readonly PlacedBox[]): readonly Wire[] {
  const places = new Map(boxes.map((box) => [box.id, box]));

  return atoms.flatMap((atom) =>
    atom.after.flatMap((source) => {
      const from = places.get(atoms[source]?.id ?? "");
      const to = places.get(atom.id);

      return from === undefined || to === undefined ? [] : [wireBetween(from, to, atom)];
    }),
  );
}

function wireBetween(from: PlacedBox, to: PlacedBox, { isOrdered, role }: Atom): Wire {
  const start = { id: from.id, x: exitOf(from), y: from.y + from.height / 2 };
  const end = { id: to.id, x: to.x, y: to.y + to.height / 2 };
  const kinds = { step: isOrdered ? "order" : "data", link: "data", errback: "data" } as const;

  return {
    id: `${from.id}-${to.id}`,
    kind: kinds[role],
    from: { ...start, port: "out" },
    to: { ...end, port: "in" },
    flatUntil: start.x,
  };
}
