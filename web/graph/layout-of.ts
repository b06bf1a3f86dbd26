import { edgesOf } from "../../shared/drawing/connect/order-of.ts";
import type { Drawing } from "../../shared/drawing/drawing.ts";
import { partsOf } from "./drawing-parts.ts";
import { layOutCrossed } from "./layout/crossed.ts";
import { layOut, type Layout } from "./layout/layout.ts";

const known = new WeakMap<Drawing, Layout>();

/** A drawing, laid out. Drawings do not change: each is laid out once, for whoever asks. */
export function layoutOf(drawing: Drawing): Layout {
  const layout = known.get(drawing) ?? newLayoutOf(drawing);
  known.set(drawing, layout);

  return layout;
}

function newLayoutOf(drawing: Drawing): Layout {
  const { root, crossings } = drawing;
  const parts = partsOf(drawing);

  if (root === null || crossings.length === 0) {
    return layOut(parts);
  }

  const layout = layOutCrossed(parts, crossings);
  const fed = new Set(edgesOf(root).map(({ to }) => to));
  const late = new Set(crossings.map(({ to }) => to).filter((id) => !fed.has(id)));

  // What waits for a crossing alone does not begin with the frame that it stands in.
  return {
    ...layout,
    wires: layout.wires.filter(({ from, to }) => from.port !== "fan" || !late.has(to.id)),
  };
}
