/** What `POST /api/runs` and `POST /api/tasks/:name` submit, as a compiled plan. */
import { z } from "zod";

import type { JsonValue } from "../../shared/canvas/json.ts";
import type { Compiled } from "../../shared/engine/compile.ts";
import { compileGraph } from "../../shared/graph/compile-graph.ts";
import { postedGraph } from "../../shared/graph/posted-graph.ts";
import { fields } from "../../shared/wire/fields.ts";
import { jsonObject, jsonValue } from "../../shared/wire/json.ts";
import type { WorkerEnv } from "../env.ts";
import { askedOf, catalogOf, compileJson } from "../submit.ts";
import { withOptions } from "../with-options.ts";
import { idempotencyKey } from "./idempotency-key.ts";
import { ApiProblem } from "./problem.ts";

export const runBody = fields({
  /** Celery's signature JSON. */
  canvas: jsonValue.optional(),
  graph: postedGraph.optional(),
  name: z.string().min(1).max(200).nullish(),
  /** For the canvas as a whole, as `apply_async(**options)`. */
  options: jsonObject.optional(),
  idempotency_key: idempotencyKey.optional(),
}).refine(
  ({ canvas, graph }) => (canvas === undefined) !== (graph === undefined),
  "expected either canvas or graph",
);

export type RunBody = z.infer<typeof runBody>;

const call = {
  args: z.array(jsonValue).default([]),
  kwargs: jsonObject.default({}),
  options: jsonObject.default({}),
};

export const taskCall = fields(call);
export type TaskCall = z.infer<typeof taskCall>;

export const callBody = fields({ ...call, idempotency_key: idempotencyKey.optional() });

/** What was asked for, and what it compiles to. */
export interface CompiledRequest {
  readonly asked: JsonValue;
  readonly compiled: Compiled;
}

export function compileRun(env: WorkerEnv, body: RunBody): CompiledRequest {
  const { canvas = null, graph, options, name = null } = body;

  if (graph === undefined) {
    const json = withOptions(canvas, options);

    return { asked: askedOf(json, name), compiled: compileJson(env, json) };
  }

  if (options !== undefined) {
    const message = "Expected none: a graph has those of its nodes.";

    throw new ApiProblem("invalid-request", `options: ${message}`, [{ path: "options", message }]);
  }

  return { asked: { graph, name }, compiled: compileGraph(graph, catalogOf(env)) };
}

export function compileCall(
  env: WorkerEnv,
  task: string,
  { args, kwargs, options }: TaskCall,
): CompiledRequest {
  const canvas = { task, args, kwargs, options, subtask_type: null, immutable: false };

  return { asked: askedOf(canvas, null), compiled: compileJson(env, canvas) };
}

/** The body is the call itself: `canvas.args[0]` is its `args[0]`. */
export function pathInBody(path: string): string {
  return path === "canvas" ? "body" : path.replace(/^canvas\./, "");
}

/** The call is one of many. */
export function pathInCall(path: string, index: number): string {
  return path.replace(/^canvas/, `calls[${index}]`);
}
