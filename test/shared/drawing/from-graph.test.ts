import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { graphOf } from "../../../shared/drawing/connect/graph.ts";
import type { Drawing } from "../../../shared/drawing/drawing.ts";
import { readGraphDrawing } from "../../../shared/drawing/from-graph.ts";
import { signatureOf } from "../../../shared/drawing/to-canvas.ts";
import { chain, chord, group, s } from "../../reference/signatures.ts";
import { arbitraryGraph } from "./arbitrary-graph.ts";

/** Nodes are called by their letters, edges as in "a-b b-c". */
function posted(ids: string, edges: string): object {
  return {
    nodes: Array.from(ids, (id, index) => ({ id, task: "echo", args: [index] })),
    edges: edges.split(" ").map((edge) => ({ from: edge.at(0), to: edge.at(-1) })),
  };
}

function drawn(value: unknown): Drawing {
  const read = readGraphDrawing(value, "n");

  if (!read.ok) {
    throw new TypeError(JSON.stringify(read.errors));
  }

  return read.drawing;
}

/** For each task, by its first argument, those whose results it gets, in their order. */
function inputsOf({ nodes, edges = [] }: ReturnType<typeof graphOf>): unknown {
  const numberOf = new Map(nodes.map(({ id, args = [] }) => [id, Number(args[0])]));
  const inputs = new Map(
    Array.from(numberOf.values(), (number): [number, number[]] => [number, []]),
  );

  for (const { from, to } of edges) {
    inputs.get(numberOf.get(to) ?? -1)?.push(numberOf.get(from) ?? -1);
  }

  return [...inputs].toSorted(([a], [b]) => a - b);
}

describe("a graph that is drawn", () => {
  it("gives each task the same results in the same order as the graph did", () => {
    fc.assert(
      fc.property(arbitraryGraph(), ({ size, edges }) => {
        const graph = {
          nodes: Array.from({ length: size }, (_, n) => ({ id: `n${n}`, task: "echo", args: [n] })),
          edges: edges.map(([from, to]) => ({ from: `n${from}`, to: `n${to}` })),
        };

        expect(inputsOf(graphOf(drawn(graph)))).toEqual(inputsOf(graph));
      }),
      { numRuns: 1000 },
    );
  });

  it("is a canvas where a canvas says the same", () => {
    const { root, crossings } = drawn(posted("abcd", "a-b a-c b-d c-d"));

    expect(crossings).toEqual([]);
    expect(root && signatureOf(root)).toMatchObject(
      chain(s("echo", 0), chord([s("echo", 1), s("echo", 2)], s("echo", 3))),
    );
  });

  it("is as much of a canvas as it can be where none says all of it", () => {
    const { root, crossings } = drawn(posted("abcd", "a-c b-c b-d"));

    expect(root && signatureOf(root)).toMatchObject(
      group(chord([s("echo", 0), s("echo", 1)], s("echo", 2)), s("echo", 3)),
    );
    expect(crossings).toHaveLength(1);
  });

  it("keeps the order of a list where a canvas has another one", () => {
    expect(drawn(posted("abc", "b-c a-c")).crossings).toHaveLength(2);
  });

  it("calls its tasks by the ids that say something", () => {
    const { root, remarks } = drawn({ nodes: [{ id: "fetch the list", task: "echo" }] });

    expect(remarks).toEqual({ [root?.id ?? ""]: { name: "fetch the list" } });
    expect(drawn({ nodes: [{ id: "b7", task: "echo" }] }).remarks).toEqual({});
  });
});

describe("what is no graph is refused, and where is told", () => {
  it.each([
    [{ nodes: [] }, "graph.nodes"],
    [{ nodes: [{ id: "a" }] }, "graph.nodes[0].task"],
    [posted("ab", "a-c"), "graph.edges[0].to"],
    [posted("ab", "a-b b-a"), "graph.edges"],
    [posted("aa", "a-a"), "graph.nodes[1].id"],
  ])("%j", (value, path) => {
    const read = readGraphDrawing(value);

    expect(read.ok ? [] : read.errors.map((error) => error.path)).toContain(path);
  });
});
