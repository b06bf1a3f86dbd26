/** Posted graph -> plan. Steps: read the nodes, connect them, put them in order, add them with what they wait for. */
import type { TaskCanvas } from "../canvas/canvas.ts";
import { parseCanvas } from "../canvas/parse.ts";
import type { TaskCatalog } from "../engine/catalog.ts";
import type { Compiled } from "../engine/compile.ts";
import { PlanBuilder } from "../engine/plan-builder.ts";
import { Dominators } from "./dominators.ts";
import { Joins } from "./joins.ts";
import type { PostedGraph } from "./posted-graph.ts";
import { topologicalOrder } from "./topological-order.ts";

export function compileGraph(graph: PostedGraph, catalog: TaskCatalog): Compiled {
  const builder = new PlanBuilder(catalog);
  const calls = readCalls(graph, builder);
  const inputs = connect(graph, builder);
  const order = builder.problems.length === 0 ? orderOf(graph, inputs, builder) : [];

  if (builder.problems.length > 0) {
    return { ok: false, problems: builder.problems };
  }

  const joins = new Joins(builder, new Dominators(inputs, order));

  const isLone = calls.length === 1;

  for (const [index, call] of calls.entries()) {
    const path = `graph.nodes[${index}]`;

    builder.addNode({
      ...(isLone ? builder.takeChosenId(call, path) : call),
      input: joins.refOf(inputs[index] ?? []),
      path,
    });
  }

  const output = joins.refOf(sinksOf(inputs)) ?? 0;

  return builder.problems.length > 0
    ? { ok: false, problems: builder.problems }
    : {
        ok: true,
        plan: builder.build(output, isLone),
        warnings: [...builder.warnings],
      };
}

function readCalls({ nodes }: PostedGraph, builder: PlanBuilder): readonly TaskCanvas[] {
  const calls: TaskCanvas[] = [];

  for (const [index, { id: _id, ...call }] of nodes.entries()) {
    const path = `graph.nodes[${index}]`;
    const parsed = parseCanvas({ ...call, subtask_type: null });

    if (!parsed.ok) {
      for (const { path: inside, message } of parsed.errors) {
        builder.addProblem({ kind: "bad-canvas", path: inside.replace("canvas", path), message });
      }
    } else if (parsed.canvas.kind !== "task") {
      const message = `Expected one task; got "${call.task}". In a graph, composition is drawn with edges.`;
      builder.addProblem({ kind: "bad-canvas", path: `${path}.task`, message });
    } else if ("link" in parsed.canvas.options || "link_error" in parsed.canvas.options) {
      const message = "Expected no link or link_error: post a canvas to use callbacks.";
      builder.addProblem({ kind: "bad-canvas", path: `${path}.options`, message });
    } else {
      calls.push(parsed.canvas);
    }
  }

  return calls;
}

/** For each node the nodes it waits for, in the order of the edges. */
function connect(
  { nodes, edges }: PostedGraph,
  builder: PlanBuilder,
): readonly (readonly number[])[] {
  const indexOf = new Map<string, number>();
  const inputs = nodes.map((): number[] => []);

  for (const [index, { id }] of nodes.entries()) {
    if (indexOf.has(id)) {
      builder.addProblem({
        kind: "bad-canvas",
        path: `graph.nodes[${index}].id`,
        message: `Two nodes have the id "${id}".`,
      });
    }

    indexOf.set(id, index);
  }

  for (const [index, { from, to }] of edges.entries()) {
    const source = indexOf.get(from);
    const target = indexOf.get(to);

    if (source === undefined) {
      builder.addProblem({
        kind: "bad-canvas",
        path: `graph.edges[${index}].from`,
        message: noSuchNode(from),
      });
    } else if (target === undefined) {
      builder.addProblem({
        kind: "bad-canvas",
        path: `graph.edges[${index}].to`,
        message: noSuchNode(to),
      });
    } else {
      inputs[target]?.push(source);
    }
  }

  return inputs;
}

function noSuchNode(id: string): string {
  return `Expected the id of a node; there is no "${id}".`;
}

/** Each node after all that it waits for. */
function orderOf(
  { nodes }: PostedGraph,
  inputs: readonly (readonly number[])[],
  builder: PlanBuilder,
): readonly number[] {
  const order = topologicalOrder(inputs);

  if (order.length < nodes.length) {
    const placed = new Set(order);
    const stuck = nodes.find((_, index) => !placed.has(index));
    const message = `Node "${stuck?.id}" waits for itself: expected a graph without a cycle.`;
    builder.addProblem({ kind: "bad-canvas", path: "graph.edges", message });
  }

  return order;
}

/** In written order. */
function sinksOf(inputs: readonly (readonly number[])[]): readonly number[] {
  const sources = new Set(inputs.flat());

  return [...inputs.keys()].filter((node) => !sources.has(node));
}
