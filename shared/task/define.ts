/** `defineTask`: a function, the zod schemas of its arguments and its result, and how it wants to be run. */
import type { z } from "zod";

import { taskHandle, type TaskHandle } from "../canvas/task-handle.ts";
import { type Parameters, parametersOf } from "./bind.ts";
import type { TaskContext } from "./context.ts";
import { type TaskOptions, requireSensible } from "./options.ts";
import type { ArgumentShape, ListKey, PositionalArguments } from "./positional.ts";
import { type ArgumentProblem, argumentProblems } from "./validate.ts";

export interface TaskSpec<
  Shape extends ArgumentShape,
  Returns extends z.ZodType,
  Rest extends ListKey<Shape>,
> extends TaskOptions {
  readonly name: string;
  /** One sentence for people who choose a task from a list. */
  readonly description: string;
  /** The parameters; positional arguments bind by the order of its keys. */
  readonly args: z.ZodObject<Shape>;
  /** The key that takes surplus positional arguments as a list; keys after it are filled by name only. */
  readonly rest?: Rest;
  readonly returns: Returns;
  readonly run: (
    args: z.output<z.ZodObject<Shape>>,
    context: TaskContext,
  ) => z.input<Returns> | Promise<z.input<Returns>>;
}

/** Running with values that may not fit: either what is wrong with them, or the promise of what `run` returns. */
type Invocation =
  | { readonly ok: true; readonly returned: Promise<unknown> }
  | { readonly ok: false; readonly problems: readonly ArgumentProblem[] };

/** A registered task, whatever the types of its arguments. */
export interface TaskDefinition {
  readonly name: string;
  readonly description: string;
  readonly options: TaskOptions;
  readonly parameters: Parameters;
  readonly args: z.ZodObject<ArgumentShape>;
  readonly returns: z.ZodType;
  readonly invoke: (values: unknown, context: TaskContext) => Invocation;
}

/** Throws a TypeError when its options make no sense. */
export function defineTask<
  Shape extends ArgumentShape,
  Returns extends z.ZodType,
  Rest extends ListKey<Shape> = never,
>(
  spec: TaskSpec<Shape, Returns, Rest>,
): TaskDefinition & TaskHandle<PositionalArguments<Shape, Rest>, z.output<Returns>> {
  const { name, description, args, rest, returns, run, ...options } = spec;

  requireSensible(name, options);

  return {
    ...taskHandle<PositionalArguments<Shape, Rest>, z.output<Returns>>(name),
    name,
    description,
    options,
    parameters: parametersOf(name, args, rest ?? null),
    args,
    returns,
    invoke(values, context) {
      const parsed = args.safeParse(values);

      return parsed.success
        ? { ok: true, returned: Promise.try(run, parsed.data, context) }
        : { ok: false, problems: argumentProblems(name, parsed.error.issues, values) };
    },
  };
}
