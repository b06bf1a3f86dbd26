import type { Drawing } from "../../shared/drawing/drawing.ts";
import { partsOf } from "./drawing-parts.ts";
import { layOut, type Layout } from "./layout/layout.ts";

const known = new WeakMap<Drawing, Layout>();

/** A drawing, laid out. Drawings do not change: each is laid out once, for whoever asks. */
export function layoutOf(drawing: Drawing): Layout {
  const layout = known.get(drawing) ?? layOut(partsOf(drawing));
  known.set(drawing, layout);

  return layout;
}
