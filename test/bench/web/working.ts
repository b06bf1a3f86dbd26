/** What the editor works out itself: where things stand at each edit, and whether a new wire still makes a canvas. */
import { atomsOf, edgesOf } from "../../../shared/drawing/connect/order-of.ts";
import { EMPTY_DRAWING } from "../../../shared/drawing/drawing.ts";
import type { Edge } from "../../../shared/drawing/partial-order.ts";
import { recognise } from "../../../shared/drawing/series-parallel.ts";
import { partsOf } from "../../../web/graph/drawing-parts.ts";
import { layOut } from "../../../web/graph/layout/layout.ts";
import { drawn } from "../../shared/code/drawn.ts";
import { atMost, type Finding } from "../finding.ts";
import { quantile } from "../measure.ts";
import { drawnSingly } from "./canvases.ts";

const LAYOUT_MS = 5;
/** A frame. */
const RECOGNISE_MS = 16;
const TIMES = 30;

export function working(): readonly Finding[] {
  const drawing = { ...EMPTY_DRAWING, root: drawn(drawnSingly(1000)) };
  const root = drawn(drawnSingly(200));
  const numbers = new Map(atomsOf(root).map(({ id }, number) => [id, number]));
  const edges = edgesOf(root).map(({ from, to }): Edge => [
    numbers.get(from) ?? 0,
    numbers.get(to) ?? 0,
  ]);

  return [
    atMost(
      { what: "1,000 tasks: layout, p50", limit: LAYOUT_MS, unit: " ms" },
      medianOf(() => layOut(partsOf(drawing))),
    ),
    atMost(
      { what: "200 tasks: whether it is a canvas, p50", limit: RECOGNISE_MS, unit: " ms" },
      medianOf(() => recognise(numbers.size, edges)),
    ),
  ];
}

function medianOf(work: () => unknown): number {
  const times = Array.from({ length: TIMES }, () => {
    const startedAt = performance.now();
    work();

    return performance.now() - startedAt;
  });

  return quantile(times, 0.5);
}
