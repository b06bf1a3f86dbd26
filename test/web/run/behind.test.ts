import { describe, expect, it } from "vitest";

import type { GraphNode } from "../../../web/api/run-parts.ts";
import { behind, namesOf } from "../../../web/run/behind.ts";

function node(id: string, after: string[] = [], more: Partial<GraphNode> = {}): GraphNode {
  const plain = { name: "add", role: "step", immutable: false, group_id: null } as const;

  return { task_id: id, after, ...plain, ...more };
}

const CHORD = [
  node("a"),
  node("b", ["a"], { group_id: "g" }),
  node("c0", ["a"]),
  node("c", ["c0"], { group_id: "g" }),
  node("d", ["g"], { name: "xsum" }),
  node("e", ["d"], { role: "errback", name: "fail" }),
];

function ids(from: string): readonly string[] {
  return behind(CHORD, from).map(({ task_id: id }) => id);
}

describe("what runs again with a task", () => {
  it("is what waits for it, at second hand too, callbacks among it, and nothing else", () => {
    expect(ids("a")).toEqual(["a", "b", "c0", "c", "d", "e"]);
    expect(ids("c0")).toEqual(["c0", "c", "d", "e"]);
    expect(ids("e")).toEqual(["e"]);
  });

  it("is of a member of a group what waits for the group, and no other member", () => {
    expect(ids("b")).toEqual(["b", "d", "e"]);
  });

  it("is called by its names, each once", () => {
    expect(namesOf(behind(CHORD, "c0"))).toBe("2 × add, xsum, fail");
  });
});
