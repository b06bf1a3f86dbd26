import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { readGraphDrawing } from "../../../../shared/drawing/from-graph.ts";
import { layoutOf } from "../../../../web/graph/layout-of.ts";
import { exitOf, type Layout } from "../../../../web/graph/layout/layout.ts";
import { arbitraryGraph } from "../../../shared/drawing/arbitrary-graph.ts";

function overlaps({ boxes }: Layout): number {
  return boxes.filter((a, index) =>
    boxes
      .slice(index + 1)
      .some(
        (b) =>
          a.x < b.x + b.width &&
          b.x < a.x + a.width &&
          a.y < b.y + b.height &&
          b.y < a.y + a.height,
      ),
  ).length;
}

describe("wires that no canvas has", () => {
  it("run to the right, and nothing lies on anything else", () => {
    fc.assert(
      fc.property(arbitraryGraph(), ({ size, edges }) => {
        const read = readGraphDrawing({
          nodes: Array.from({ length: size }, (_, n) => ({ id: `n${n}`, task: "echo" })),
          edges: edges.map(([from, to]) => ({ from: `n${from}`, to: `n${to}` })),
        });
        const crossings = read.ok ? read.drawing.crossings : null;
        const layout = read.ok ? layoutOf(read.drawing) : null;
        const boxes = new Map(layout?.boxes.map((box) => [box.id, box]));
        const back = crossings?.filter(({ from, to }) => {
          const source = boxes.get(from);

          return source === undefined || exitOf(source) >= (boxes.get(to)?.x ?? 0);
        });

        expect(back).toEqual([]);
        expect(layout && overlaps(layout)).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it("are all that leads to what waits for nothing else", () => {
    const read = readGraphDrawing({
      nodes: ["a", "b", "c", "d"].map((id) => ({ id, task: "echo" })),
      edges: ["a-c", "b-c", "b-d"].map((edge) => ({ from: edge.at(0), to: edge.at(-1) })),
    });
    const [crossing] = read.ok ? read.drawing.crossings : [];
    const wires = read.ok ? layoutOf(read.drawing).wires : [];

    expect(wires.some(({ from }) => from.id === crossing?.to)).toBe(true);
    expect(wires.some(({ to }) => to.id === crossing?.to)).toBe(false);
  });

  it("have both their ends in sight, however many lanes a frame has", () => {
    const nodes = Array.from({ length: 120 }, (_, n) => ({ id: `n${n}`, task: "echo" }));
    const edges = nodes.slice(3).flatMap(({ id }, n) => [
      { from: `n${n}`, to: id },
      { from: `n${n + 1}`, to: id },
    ]);
    const read = readGraphDrawing({ nodes, edges });
    const boxes = read.ok ? layoutOf(read.drawing).boxes : [];
    const crossings = read.ok ? read.drawing.crossings : [];

    expect(crossings.length).toBeGreaterThan(20);
    expect(boxes).toHaveLength(nodes.length);
  });
});
