/** What `POST /api/runs` and `POST /api/tasks/:name` submit, as a compiled plan. */
import { z } from "zod";

import { isPlainObject } from "../../shared/canvas/describe.ts";
import type { JsonObject } from "../../shared/canvas/json.ts";
import type { Compiled } from "../../shared/engine/compile.ts";
import { compileGraph } from "../../shared/graph/compile-graph.ts";
import { postedGraph } from "../../shared/graph/posted-graph.ts";
import { jsonObject, jsonValue } from "../../shared/wire/json.ts";
import type { WorkerEnv } from "../env.ts";
import { catalogOf, compileJson } from "../submit.ts";
import { ApiProblem } from "./problem.ts";

export const runBody = z
  .object({
    /** Celery's signature JSON. */
    canvas: jsonValue.optional(),
    graph: postedGraph.optional(),
    name: z.string().min(1).max(200).nullish(),
    /** For the canvas as a whole, as `apply_async(**options)`. */
    options: jsonObject.optional(),
    idempotency_key: z.string().min(1).max(255).optional(),
  })
  .refine(
    ({ canvas, graph }) => (canvas === undefined) !== (graph === undefined),
    "expected either canvas or graph",
  );

export type RunBody = z.infer<typeof runBody>;

export const callBody = z.object({
  args: z.array(jsonValue).default([]),
  kwargs: jsonObject.default({}),
  options: jsonObject.default({}),
});

export function compileRun(env: WorkerEnv, { canvas, graph, options }: RunBody): Compiled {
  if (graph === undefined) {
    return compileJson(env, withOptions(canvas, options));
  }

  if (options !== undefined) {
    throw new ApiProblem("invalid-request", "options: a graph has those of its nodes.");
  }

  return compileGraph(graph, catalogOf(env));
}

/** The options of the call win over those written in the canvas. What is no canvas is left to the parser. */
function withOptions(canvas: unknown, options: JsonObject | undefined): unknown {
  if (options === undefined || !isPlainObject(canvas)) {
    return canvas;
  }

  const own = canvas["options"] ?? {};

  return isPlainObject(own) ? { ...canvas, options: { ...own, ...options } } : canvas;
}
