/** A posted graph read: its calls, what each waits for, and an order of them. What is wrong with it is told, where it stands. */
import type { TaskCanvas } from "../canvas/canvas.ts";
import { parseCanvas } from "../canvas/parse.ts";
import type { Problem } from "../engine/problem.ts";
import type { PostedGraph } from "./posted-graph.ts";
import { topologicalOrder } from "./topological-order.ts";

export interface ReadGraph {
  /** By the number of the node. */
  readonly calls: readonly TaskCanvas[];
  /** For each node the nodes it waits for, in the order of the edges. */
  readonly inputs: readonly (readonly number[])[];
  /** Each node after all that it waits for. */
  readonly order: readonly number[];
}

type Tell = (problem: Problem) => void;

/** Null: it was told why not. */
export function readGraph(graph: PostedGraph, tell: Tell): ReadGraph | null {
  let isGood = true;
  const tellAll = (problem: Problem): void => {
    isGood = false;
    tell(problem);
  };
  const calls = readCalls(graph, tellAll);
  const inputs = connect(graph, tellAll);
  const order = isGood ? orderOf(graph, inputs, tellAll) : [];

  return isGood ? { calls, inputs, order } : null;
}

function readCalls({ nodes }: PostedGraph, tell: Tell): readonly TaskCanvas[] {
  const calls: TaskCanvas[] = [];

  for (const [index, { id: _id, ...call }] of nodes.entries()) {
    const path = `graph.nodes[${index}]`;
    const parsed = parseCanvas({ ...call, subtask_type: null });

    if (!parsed.ok) {
      for (const { path: inside, message } of parsed.errors) {
        tell({ kind: "bad-canvas", path: inside.replace("canvas", path), message });
      }
    } else if (parsed.canvas.kind !== "task") {
      const message = `Expected one task; got "${call.task}". In a graph, composition is drawn with edges.`;
      tell({ kind: "bad-canvas", path: `${path}.task`, message });
    } else if ("link" in parsed.canvas.options || "link_error" in parsed.canvas.options) {
      const message = "Expected no link or link_error: post a canvas to use callbacks.";
      tell({ kind: "bad-canvas", path: `${path}.options`, message });
    } else {
      calls.push(parsed.canvas);
    }
  }

  return calls;
}

/** For each node the nodes it waits for, in the order of the edges. */
function connect({ nodes, edges }: PostedGraph, tell: Tell): readonly (readonly number[])[] {
  const indexOf = new Map<string, number>();
  const inputs = nodes.map((): number[] => []);

  for (const [index, { id }] of nodes.entries()) {
    if (indexOf.has(id)) {
      tell({
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
      tell({
        kind: "bad-canvas",
        path: `graph.edges[${index}].from`,
        message: noSuchNode(from),
      });
    } else if (target === undefined) {
      tell({
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
  tell: Tell,
): readonly number[] {
  const order = topologicalOrder(inputs);

  if (order.length < nodes.length) {
    const placed = new Set(order);
    const stuck = nodes.find((_, index) => !placed.has(index));
    const message = `Node "${stuck?.id}" waits for itself: expected a graph without a cycle.`;
    tell({ kind: "bad-canvas", path: "graph.edges", message });
  }

  return order;
}
