/** `celery.map` and `celery.starmap`: one execution that runs a task over a list, item after item. One bad item fails the whole. */
import { z } from "zod";

import { MAP_TASK, STARMAP_TASK } from "../engine/map-tasks.ts";
import { jsonValue } from "../wire/json.ts";
import { type TaskDefinition, defineTask } from "./define.ts";
import { perform } from "./perform.ts";

/** The inner signature's own arguments do not count, as in Celery. */
const inner = z.looseObject({ task: z.string() });

export function mapTask(tasks: ReadonlyMap<string, TaskDefinition>): TaskDefinition {
  return defineTask({
    name: MAP_TASK,
    description:
      "Runs a task on each item of a list, one after another, and returns the list of results.",
    args: z.object({ task: inner, it: z.array(jsonValue) }),
    returns: z.array(z.unknown()),
    run: ({ task, it }, context) =>
      inOrder(it, (item) => perform(tasks, { task: task.task, args: [item], kwargs: {} }, context)),
  });
}

export function starmapTask(tasks: ReadonlyMap<string, TaskDefinition>): TaskDefinition {
  return defineTask({
    name: STARMAP_TASK,
    description:
      "Runs a task on each list of arguments in a list, one after another, and returns the list of results.",
    args: z.object({ task: inner, it: z.array(z.array(jsonValue)) }),
    returns: z.array(z.unknown()),
    run: ({ task, it }, context) =>
      inOrder(it, (args) => perform(tasks, { task: task.task, args, kwargs: {} }, context)),
  });
}

async function inOrder<Item>(
  items: readonly Item[],
  run: (item: Item) => Promise<unknown>,
): Promise<unknown[]> {
  const results: unknown[] = [];

  for (const item of items) {
    results.push(await run(item));
  }

  return results;
}
