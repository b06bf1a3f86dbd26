/** The registered tasks by name, with Celery's own `celery.map` and `celery.starmap` among them, and ours. */
import type { TaskDefinition } from "./define.ts";
import { canvasTask, eachTask } from "./each.ts";
import { mapTask, starmapTask } from "./map.ts";

export type TaskRegistry = ReadonlyMap<string, TaskDefinition>;

export function taskRegistry(tasks: readonly TaskDefinition[]): TaskRegistry {
  const registry = new Map<string, TaskDefinition>();

  for (const task of [
    ...tasks,
    mapTask(registry),
    starmapTask(registry),
    eachTask(),
    canvasTask(),
  ]) {
    if (registry.has(task.name)) {
      throw new TypeError(`Two tasks are named "${task.name}"; a name belongs to one.`);
    }

    registry.set(task.name, task);
  }

  return registry;
}
