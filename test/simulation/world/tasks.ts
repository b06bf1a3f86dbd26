/**
 * The deployment's tasks as a simulated consumer runs them: the real functions, but each execution takes its time, may ask to be run again
 * as often as its call is meant to, and its consumer may die before, during or after it.
 */
import { z } from "zod";

import { chain } from "../../../shared/canvas/builders.ts";
import type { TaskContext } from "../../../shared/task/context.ts";
import { type TaskDefinition, defineTask } from "../../../shared/task/define.ts";
import { Ignore } from "../../../shared/task/errors.ts";
import { type TaskRegistry, taskRegistry } from "../../../shared/task/registry.ts";
import { tasks } from "../../../worker/registry.ts";
import { echo } from "../../../worker/tasks/echo.ts";
import { pause } from "./life.ts";

/** How the executions of one call go. */
export interface Behaviour {
  readonly durationMs: number;
  /** It asks to be retried so many times. */
  readonly retries: number;
  readonly retrySeconds: number;
  /** It puts a canvas in its place that comes to the same result; nothing that is called by a map can. */
  readonly isReplaced: boolean;
  /** Its consumer dies of it. */
  readonly kills: boolean;
}

export interface TaskPorts {
  readonly behaviourOf: (taskId: string) => Behaviour;
  /** An execution begins in the running life. False: it has begun already, a map calls this once for each item. */
  readonly began: (context: TaskContext, values: unknown) => boolean;
  /** It is over, as far as the task is concerned. */
  readonly ended: (context: TaskContext) => void;
}

const ignore = defineTask({
  name: "ignore",
  description: "Asks to be ignored.",
  args: z.object({ ignored: z.array(z.unknown()) }),
  rest: "ignored",
  returns: z.never(),
  run() {
    throw new Ignore();
  },
});

export function simulatedTasks(ports: TaskPorts): TaskRegistry {
  // The registry brings Celery's and our own with it.
  const plain = [...tasks.values()].filter(({ name }) => !/^(celery|lovage)\./.test(name));

  return taskRegistry([...plain, ignore].map((task) => simulated(task, ports)));
}

/** These go to a runner. */
const LONG_RUNNING: ReadonlySet<string> = new Set(["mul"]);

function simulated(task: TaskDefinition, ports: TaskPorts): TaskDefinition {
  return {
    ...task,
    options: { ...task.options, longRunning: LONG_RUNNING.has(task.name) },
    invoke(values, context) {
      const invocation = task.invoke(values, context);

      return invocation.ok
        ? { ok: true, returned: execution(invocation.returned, { values, context }, ports) }
        : invocation;
    },
  };
}

interface Executed {
  readonly values: unknown;
  readonly context: TaskContext;
}

async function execution(
  returned: Promise<unknown>,
  { values, context }: Executed,
  { behaviourOf, began, ended }: TaskPorts,
): Promise<unknown> {
  const { durationMs, retries, retrySeconds, isReplaced } = behaviourOf(context.taskId);

  // It is looked at when its time is over.
  returned.catch(() => {});

  if (began(context, values)) {
    await pause(durationMs);
  }

  ended(context);

  if (context.retries < retries) {
    context.retry({ countdown: retrySeconds });
  }

  return isReplaced ? context.replace(chain(echo.s(await returned), echo.s())) : returned;
}
