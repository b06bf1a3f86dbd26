/** Posted graph -> plan: its nodes are read and put in order (`read-graph.ts`), and added with what they wait for. */
import type { TaskCatalog } from "../engine/catalog.ts";
import type { Compiled } from "../engine/compile.ts";
import { PlanBuilder } from "../engine/plan-builder.ts";
import { Dominators } from "./dominators.ts";
import { Joins } from "./joins.ts";
import type { PostedGraph } from "./posted-graph.ts";
import { readGraph } from "./read-graph.ts";

export function compileGraph(graph: PostedGraph, catalog: TaskCatalog): Compiled {
  const builder = new PlanBuilder(catalog);
  const read = readGraph(graph, (problem) => builder.addProblem(problem));

  if (read === null) {
    return { ok: false, problems: builder.problems };
  }

  const { calls, inputs, order } = read;
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

/** In written order. */
function sinksOf(inputs: readonly (readonly number[])[]): readonly number[] {
  const sources = new Set(inputs.flat());

  return [...inputs.keys()].filter((node) => !sources.has(node));
}
