/** The registry as the compiler sees it. */
import { z } from "zod";

import type { JsonObject } from "../canvas/json.ts";
import type { Call, CallProblem, TaskCatalog } from "../engine/catalog.ts";
import { MAP_TASK, STARMAP_TASK } from "../engine/map-tasks.ts";
import { type TaskRoutes, routeOf } from "../policy/routing.ts";
import { jsonValue } from "../wire/json.ts";
import { problemsOfCall } from "./check.ts";
import type { TaskRegistry } from "./registry.ts";

export function taskCatalog(
  tasks: TaskRegistry,
  queues: TaskCatalog["queues"],
  routes: TaskRoutes = [],
): TaskCatalog {
  return {
    find: (name) => found(tasks, name),
    names: [...tasks.keys()],
    queues,
    route: (call) => routeOf(routes, call),
    problemsOf: (name, call) => problemsOf(tasks, name, call),
  };
}

function found(tasks: TaskRegistry, name: string): ReturnType<TaskCatalog["find"]> {
  const { options, parameters } = tasks.get(name) ?? {};

  return options === undefined ? undefined : { ...parameters, ...options };
}

/** Of calls whose arguments are looked at when they are made. */
export function unchecked(catalog: TaskCatalog): TaskCatalog {
  return { ...catalog, problemsOf: () => [] };
}

function problemsOf(tasks: TaskRegistry, name: string, call: Call): readonly CallProblem[] {
  const task = tasks.get(name);

  if (task === undefined) {
    return [{ path: "task", message: `No task "${name}" is registered.` }];
  }

  const problems = problemsOfCall(task, call);
  const isMap = name === MAP_TASK || name === STARMAP_TASK;

  return problems.length === 0 && isMap ? problemsOfMap(tasks, name, call.kwargs) : problems;
}

const mapKwargs = z.object({ task: z.object({ task: z.string() }), it: z.array(jsonValue) });

/** One bad item fails the whole map, so it may as well be refused. The first one is enough to say so. */
function problemsOfMap(
  tasks: TaskRegistry,
  name: string,
  kwargs: JsonObject,
): readonly CallProblem[] {
  const { task: inner, it } = mapKwargs.parse(kwargs);

  if (!tasks.has(inner.task)) {
    return [{ path: "kwargs.task.task", message: `No task "${inner.task}" is registered.` }];
  }

  for (const [index, item] of it.entries()) {
    const args = name === STARMAP_TASK && Array.isArray(item) ? item : [item];
    const [problem] = problemsOf(tasks, inner.task, { args, kwargs: {}, leading: false });

    if (problem !== undefined) {
      return [{ path: `kwargs.it[${index}]`, message: problem.message }];
    }
  }

  return [];
}
