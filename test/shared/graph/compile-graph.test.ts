import { describe, expect, test } from "vitest";

import type { TaskCatalog } from "../../../shared/engine/catalog.ts";
import type { Compiled } from "../../../shared/engine/compile.ts";
import { compileGraph } from "../../../shared/graph/compile-graph.ts";
import { postedGraph } from "../../../shared/graph/posted-graph.ts";

const catalog: TaskCatalog = {
  find: (name) => (name === "echo" ? {} : undefined),
  names: ["echo"],
  queues: ["default"],
  problemsOf: () => [],
};

/** `edges` as in "a-b b-c"; every id is a node, in the order of `ids`. */
function compile(ids: string, edges: string): Compiled {
  return compileGraph(
    postedGraph.parse({
      nodes: Array.from(ids, (id) => ({ id, task: "echo" })),
      edges: edges
        .split(" ")
        .flatMap((edge) => (edge === "" ? [] : [{ from: edge.at(0), to: edge.at(-1) }])),
    }),
    catalog,
  );
}

function planOf(ids: string, edges: string): object {
  const compiled = compile(ids, edges);

  return compiled.ok
    ? { ...compiled.plan, nodes: compiled.plan.nodes.map(({ input }) => input) }
    : compiled;
}

describe("a graph", () => {
  test("of one node is a lone task", () => {
    expect(planOf("a", "")).toEqual({
      nodes: [null],
      gates: [],
      fragments: [],
      output: 0,
      lone: true,
    });
  });

  test("with one way through is a chain", () => {
    expect(planOf("abc", "a-b b-c")).toEqual({
      nodes: [null, 0, 1],
      gates: [],
      fragments: [],
      output: 2,
      lone: false,
    });
  });

  test("may be written in any order", () => {
    expect(planOf("cba", "b-c a-b")).toMatchObject({ nodes: [1, 2, null], output: 0 });
  });

  test("joins several inputs in the order of the edges", () => {
    expect(planOf("abc", "b-c a-c")).toMatchObject({
      nodes: [null, null, -1],
      gates: [{ members: [1, 0], after: null }],
    });
  });

  test("shares the join of what waits for the same list", () => {
    expect(planOf("abcd", "a-c b-c a-d b-d")).toMatchObject({
      nodes: [null, null, -1, -1],
      gates: [{ members: [0, 1] }, { members: [2, 3] }],
    });
  });

  test("that forks tells its join what all of it waited for, so that an early failure passes on unchanged", () => {
    expect(planOf("abcd", "a-b a-c b-d c-d")).toMatchObject({
      gates: [{ kind: "join", members: [1, 2], after: 0 }],
    });
  });

  test("whose join also waits for the fork itself has that as a member like any other", () => {
    expect(planOf("abc", "a-b b-c a-c")).toMatchObject({
      gates: [{ members: [1, 0], after: null }],
    });
  });

  test("with several ends yields the list of them, in written order", () => {
    expect(planOf("abc", "a-b a-c")).toMatchObject({
      output: -1,
      gates: [{ members: [1, 2], after: 0 }],
    });
  });
});

describe("a graph is refused", () => {
  test.each([
    ["for a cycle", "ab", "a-b b-a", "graph.edges", 'Node "a" waits for itself'],
    ["for a node that waits for itself", "a", "a-a", "graph.edges", 'Node "a" waits for itself'],
    ["for two nodes of one id", "aa", "", "graph.nodes[1].id", 'Two nodes have the id "a"'],
    ["for an edge to nowhere", "a", "a-z", "graph.edges[0].to", 'there is no "z"'],
    ["for an edge from nowhere", "a", "z-a", "graph.edges[0].from", 'there is no "z"'],
  ])("%s", (_, ...[ids, edges, path, message]) => {
    expect(compile(ids, edges)).toEqual({
      ok: false,
      problems: [{ kind: "bad-canvas", path, message: expect.stringContaining(message) }],
    });
  });

  test.each([
    ["an unknown task", { id: "a", task: "nope" }, "graph.nodes[0].task", "unknown-task"],
    [
      "a composition as a node",
      { id: "a", task: "celery.map", kwargs: { task: { task: "echo" }, it: [] } },
      "graph.nodes[0].task",
      "bad-canvas",
    ],
    [
      "a callback",
      { id: "a", task: "echo", options: { link: { task: "echo" } } },
      "graph.nodes[0].options",
      "bad-canvas",
    ],
    [
      "arguments that are no list",
      { id: "a", task: "echo", args: [], kwargs: {}, options: { queue: 5 } },
      "graph.nodes[0].options.queue",
      "bad-option",
    ],
  ])("for %s", (_, node, path, kind) => {
    expect(compileGraph(postedGraph.parse({ nodes: [node] }), catalog)).toMatchObject({
      ok: false,
      problems: [{ kind, path }],
    });
  });
});
