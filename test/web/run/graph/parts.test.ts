import { describe, expect, it } from "vitest";

import type { GraphNode } from "../../../../web/api/run-parts.ts";
import { layOut } from "../../../../web/graph/layout/layout.ts";
import type { Part } from "../../../../web/graph/layout/part.ts";
import { atomsOf } from "../../../../web/run/graph/atoms.ts";
import { partsOfRun } from "../../../../web/run/graph/parts.ts";

function node(id: string, after: string[] = [], more: Partial<GraphNode> = {}): GraphNode {
  return {
    task_id: id,
    name: id,
    after,
    role: "step",
    immutable: false,
    group_id: null,
    ...more,
  };
}

const CHORD = [
  node("a"),
  node("b", ["a"], { group_id: "g" }),
  node("c", ["a"], { group_id: "g" }),
  node("d", ["g"]),
];

/** `row(a frame(b c) d)`, with what hangs on something behind it. */
function shape(part: Part): string {
  const hanging = part.hanging.map(({ kind, part: below }) => ` ${kind}:${shape(below)}`).join("");

  switch (part.kind) {
    case "box":
      return part.id + hanging;
    case "row":
      return `row(${part.parts.map(shape).join(" ")})${hanging}`;
    case "frame":
      return `${part.id}(${part.lanes.map(shape).join(" ")})${hanging}`;
  }
}

function shapes(nodes: readonly GraphNode[], large: readonly string[] = []): readonly string[] {
  return partsOfRun(atomsOf(nodes, new Set(large))).parts.map(shape);
}

describe("the graph of a run", () => {
  it("is drawn as the canvas that it came from", () => {
    expect(shapes(CHORD)).toEqual(["row(a g(b c) d)"]);
  });

  it("shows a large group as one node, with what leads to its members", () => {
    const lanes = [
      node("a"),
      node("b0", ["a"]),
      node("b", ["b0"], { group_id: "g" }),
      node("c0", ["a"]),
      node("c", ["c0"], { group_id: "g" }),
      node("d", ["g"]),
    ];
    const atoms = atomsOf(lanes, new Set(["g"]));

    expect(shapes(lanes)).toEqual(["row(a g(row(b0 b) row(c0 c)) d)"]);
    expect(shapes(lanes, ["g"])).toEqual(["row(a g d)"]);
    expect(atoms[1]).toMatchObject({ kind: "group", taskIds: ["b0", "b", "c0", "c"] });
  });

  it("hangs a callback on what it is called for, and one of a whole chain on the chain", () => {
    expect(
      shapes([
        node("a"),
        node("b", ["a"]),
        node("l", ["b"], { role: "link" }),
        node("e", ["a", "b"], { role: "errback" }),
        node("e2", ["e"], { role: "errback" }),
      ]),
    ).toEqual(["row(a b link:l) error:row(e e2)"]);
  });

  it("that is no canvas is laid out by levels, and says so", () => {
    const crossed = [node("a"), node("b"), node("c", ["a", "b"]), node("d", ["b"])];
    const { parts, isCanvas } = partsOfRun(atomsOf(crossed, new Set()));

    expect(isCanvas).toBe(false);
    expect(layOut(parts).boxes.map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
  });

  it("draws every task once, whatever waits for what", () => {
    const odd = [node("a", ["gone"]), node("b", ["a"]), node("x", ["gone"], { role: "errback" })];

    expect(layOut(partsOfRun(atomsOf(odd, new Set())).parts).boxes.map(({ id }) => id)).toEqual([
      "a",
      "b",
      "x",
    ]);
  });
});
