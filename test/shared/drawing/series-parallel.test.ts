import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { type Edge, PartialOrder } from "../../../shared/drawing/partial-order.ts";
import { recognise, type Tree } from "../../../shared/drawing/series-parallel.ts";
import { arbitraryGraph } from "./arbitrary-graph.ts";

describe("the recogniser", () => {
  it("finds every canvas again from the edges it stands for", () => {
    fc.assert(
      fc.property(arbitraryTree(), (written) => {
        const tree = normal(numbered(written));
        const found = recognise(leavesOf(tree).length, edgesOf(tree));

        expect(found.kind === "canvas" && found.tree).toEqual(tree);
      }),
    );
  });

  it("refuses exactly the graphs that have an N in them, and shows it", () => {
    fc.assert(
      fc.property(arbitraryGraph(), ({ size, edges }) => {
        const found = recognise(size, edges);
        const order = orderOf(size, edges);

        expect(found.kind).toBe(hasN(order) ? "crossed" : "canvas");

        if (found.kind === "crossed") {
          const { a, b, c, d, paths } = found.witness;
          expect(isN(order, [a, b, c, d])).toBe(true);
          expect(paths.map((path) => [path.at(0), path.at(-1)])).toEqual([
            [a, c],
            [b, c],
            [b, d],
          ]);
          expect(paths.every((path) => isPath(path, edges))).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("answers a canvas that orders its tasks as the graph does", () => {
    fc.assert(
      fc.property(arbitraryGraph(), ({ size, edges }) => {
        const found = recognise(size, edges);

        if (found.kind === "canvas") {
          const given = orderOf(size, edges);
          const answered = orderOf(size, edgesOf(found.tree));
          expect(pairsOf(answered)).toEqual(pairsOf(given));
        }
      }),
    );
  });

  it("names the tasks of a cycle in its order", () => {
    expect(
      recognise(4, [
        [0, 1],
        [1, 2],
        [2, 3],
        [3, 1],
      ]),
    ).toEqual({ kind: "cycle", cycle: [2, 3, 1] });
    expect(recognise(1, [[0, 0]])).toEqual({ kind: "cycle", cycle: [0] });
  });
});

it("an edge is redundant when a longer way orders the same", () => {
  const order = orderOf(3, [
    [0, 1],
    [1, 2],
    [0, 2],
  ]);

  expect(order.isRedundant([0, 2])).toBe(true);
  expect(order.isRedundant([0, 1])).toBe(false);
});

function orderOf(size: number, edges: readonly Edge[]): PartialOrder {
  const ordered = PartialOrder.of(size, edges);

  if ("cycle" in ordered) {
    throw new Error(`Unexpected cycle: ${ordered.cycle.join()}`);
  }

  return ordered.order;
}

/** Trees of up to 4 levels; the numbers come afterwards. */
function arbitraryTree(): fc.Arbitrary<Tree> {
  const { tree } = fc.letrec<{ readonly tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, depthSize: "medium" },
      fc.constant<Tree>({ kind: "leaf", node: 0 }),
      fc.record({
        kind: fc.constantFrom("chain" as const, "group" as const),
        parts: fc.array(tie("tree"), { minLength: 1, maxLength: 4 }),
      }),
    ),
  }));

  return tree;
}

/** Leaves in written order. */
function numbered(tree: Tree): Tree {
  let next = 0;

  return number(tree);

  function number(part: Tree): Tree {
    if (part.kind === "leaf") {
      next += 1;

      return { kind: "leaf", node: next - 1 };
    }

    return { ...part, parts: part.parts.map(number) };
  }
}

/** No chain in a chain, no group in a group, none of one. */
function normal(tree: Tree): Tree {
  if (tree.kind === "leaf") {
    return tree;
  }

  const parts = tree.parts
    .map(normal)
    .flatMap((part) => (part.kind === tree.kind ? part.parts : [part]));
  const [only] = parts;

  return parts.length === 1 && only !== undefined ? only : { kind: tree.kind, parts };
}

function leavesOf(tree: Tree): readonly number[] {
  return tree.kind === "leaf" ? [tree.node] : tree.parts.flatMap(leavesOf);
}

function edgesOf(tree: Tree): readonly Edge[] {
  if (tree.kind === "leaf") {
    return [];
  }

  const between = tree.parts.slice(1).flatMap((part, index) => {
    const before = tree.parts[index];

    return tree.kind === "group" || before === undefined
      ? []
      : tailsOf(before).flatMap((from) => headsOf(part).map((to): Edge => [from, to]));
  });

  return [...tree.parts.flatMap(edgesOf), ...between];
}

function headsOf(tree: Tree): readonly number[] {
  if (tree.kind === "leaf") {
    return [tree.node];
  }

  return tree.kind === "chain"
    ? tree.parts.slice(0, 1).flatMap(headsOf)
    : tree.parts.flatMap(headsOf);
}

function tailsOf(tree: Tree): readonly number[] {
  if (tree.kind === "leaf") {
    return [tree.node];
  }

  return tree.kind === "chain"
    ? tree.parts.slice(-1).flatMap(tailsOf)
    : tree.parts.flatMap(tailsOf);
}

function hasN(order: PartialOrder): boolean {
  const all = Array.from({ length: order.size }, (_, node) => node);

  return all.some((a) =>
    all.some((b) => all.some((c) => all.some((d) => isN(order, [a, b, c, d])))),
  );
}

function isN(
  order: PartialOrder,
  [a, b, c, d]: readonly [a: number, b: number, c: number, d: number],
): boolean {
  const isBeside = (left: number, right: number): boolean =>
    left !== right && !order.isComparable(left, right);

  return (
    order.precedes(a, c) &&
    order.precedes(b, c) &&
    order.precedes(b, d) &&
    isBeside(a, b) &&
    isBeside(c, d) &&
    isBeside(a, d)
  );
}

function isPath(path: readonly number[], edges: readonly Edge[]): boolean {
  return path
    .slice(1)
    .every((to, index) => edges.some(([from, end]) => from === path[index] && end === to));
}

function pairsOf(order: PartialOrder): readonly Edge[] {
  const all = Array.from({ length: order.size }, (_, node) => node);

  return all.flatMap((a) => all.filter((b) => order.precedes(a, b)).map((b): Edge => [a, b]));
}
