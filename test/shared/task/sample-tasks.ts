import { z } from "zod";

import type { TaskContext } from "../../../shared/task/context.ts";
import { defineTask } from "../../../shared/task/define.ts";
import type { Execution, ExecutionPorts } from "../../../shared/task/execution.ts";
import type { TaskOptions } from "../../../shared/task/options.ts";
import { type TaskRegistry, taskRegistry } from "../../../shared/task/registry.ts";

export const sub = defineTask({
  name: "sub",
  description: "Subtracts.",
  args: z.object({ x: z.number(), y: z.number() }),
  returns: z.number(),
  run: ({ x, y }) => x - y,
});

export const double = defineTask({
  name: "double",
  description: "Doubles.",
  args: z.object({ x: z.number() }),
  returns: z.number(),
  run: ({ x }) => 2 * x,
});

export const greet = defineTask({
  name: "greet",
  description: "Greets.",
  args: z.object({ name: z.string().min(1), greeting: z.string().default("Hello") }),
  returns: z.string(),
  run: ({ name, greeting }) => `${greeting}, ${name}`,
});

/** Python's `def gather(first, *rest, note)`. */
export const gather = defineTask({
  name: "gather",
  description: "Shows what its parameters got.",
  args: z.object({ first: z.number(), rest: z.array(z.number()), note: z.string() }),
  rest: "rest",
  returns: z.unknown(),
  run: (bound) => bound,
});

export const range = defineTask({
  name: "range",
  description: "Needs its arguments in order.",
  args: z
    .object({ low: z.int(), high: z.int() })
    .refine(({ low, high }) => low <= high, "low must not exceed high"),
  returns: z.array(z.int()),
  run: ({ low, high }) => Array.from({ length: high - low }, (_, index) => low + index),
});

/** Runs whatever a test wants to see run, as a test wants it run. */
export function oneOff(
  run: (context: TaskContext) => unknown,
  options: TaskOptions = {},
): TaskRegistry {
  return taskRegistry([
    sub,
    defineTask({
      name: "it",
      description: "Runs.",
      args: z.object({}),
      returns: z.unknown(),
      run: (_, given) => run(given),
      ...options,
    }),
  ]);
}

export function execution(overrides: Partial<Execution> = {}): Execution {
  return {
    task: "it",
    call: "[[],{}]",
    taskId: "run.0",
    runId: "run",
    retries: 0,
    attempt: 1,
    limits: {},
    ...overrides,
  };
}

/** A platform on which no time passes. */
export function ports(overrides: Partial<ExecutionPorts> = {}): ExecutionPorts {
  return {
    aborter: new AbortController(),
    now: () => 0,
    random: () => 0.5,
    after: () => () => {},
    log: () => {},
    tell: () => {},
    compile: () => ({ ok: false, problems: [] }),
    apply: () => Promise.reject(new Error("no runs here")),
    ...overrides,
  };
}
