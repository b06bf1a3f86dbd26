/** Canvas -> plan -> a stored run. Everything that can be checked is checked before anything is stored. */
import type { JsonValue } from "../shared/canvas/json.ts";
import { parseCanvas } from "../shared/canvas/parse.ts";
import type { TaskCatalog } from "../shared/engine/catalog.ts";
import { type Compiled, compileCanvas } from "../shared/engine/compile.ts";
import { taskCatalog, unchecked } from "../shared/task/catalog.ts";
import type { WorkerEnv } from "./env.ts";
import { queueNames } from "./queues.ts";
import { tasks } from "./registry.ts";
import { submitPlan } from "./submit-plans.ts";
import { taskRoutes } from "./task-routes.ts";

export function catalogOf(env: WorkerEnv): TaskCatalog {
  return taskCatalog(tasks, queueNames(env), taskRoutes);
}

/** `json` is Celery's signature JSON, or whatever somebody takes for it. */
export function compileJson(
  env: WorkerEnv,
  json: unknown,
  catalog: TaskCatalog = catalogOf(env),
): Compiled {
  const parsed = parseCanvas(json);

  return parsed.ok
    ? compileCanvas(parsed.canvas, catalog)
    : {
        ok: false,
        problems: parsed.errors.map(({ path, message }) => ({ kind: "bad-canvas", path, message })),
      };
}

/** What a task puts in its place. Its calls may be left to fail by themselves. */
export function compileReplacement(
  env: WorkerEnv,
  json: unknown,
  checksArguments: boolean,
): Compiled {
  const catalog = catalogOf(env);

  return compileJson(env, json, checksArguments ? catalog : unchecked(catalog));
}

/** What is asked for by a canvas alone: the same, whichever way it was submitted. */
export function askedOf(canvas: JsonValue, name: string | null): JsonValue {
  return { canvas, name };
}

/** For tasks that submit canvases: the run id, or a TypeError that says what is wrong. */
export async function submitCanvas(env: WorkerEnv, json: JsonValue): Promise<string> {
  const compiled = compileJson(env, json);

  if (!compiled.ok) {
    throw new TypeError(
      compiled.problems.map(({ path, message }) => `${path}: ${message}`).join("\n"),
    );
  }

  const { runId } = await submitPlan(env, {
    plan: compiled.plan,
    name: null,
    asked: askedOf(json, null),
  });

  return runId;
}
