/** What is known to be wrong with a call before it runs. With a predecessor's result in front, one argument is still unknown. */
import type { z } from "zod";

import type { Call, CallProblem } from "../engine/catalog.ts";
import { type Parameters, bindArguments } from "./bind.ts";
import type { TaskDefinition } from "./define.ts";
import { type ArgumentProblem, argumentProblems, pathText } from "./validate.ts";

/** Stands where the predecessor's result will be. */
const UNKNOWN = Symbol("unknown");

export function problemsOfCall(
  task: TaskDefinition,
  { args, kwargs, leading }: Call,
): readonly CallProblem[] {
  const binding = bindArguments(task.parameters, leading ? [UNKNOWN, ...args] : args, kwargs);

  if (!binding.ok) {
    return [{ path: binding.path, message: binding.message }];
  }

  const problems = leading
    ? problemsOfKnown(task, binding.values)
    : problemsOfAll(task, binding.values);

  return problems.map(({ path, message }) => ({
    path: placeOf(task.parameters, path, { kwargs, leading }),
    message,
  }));
}

function problemsOfAll(
  task: TaskDefinition,
  values: Readonly<Record<string, unknown>>,
): readonly ArgumentProblem[] {
  const parsed = task.args.safeParse(values);

  return parsed.success ? [] : argumentProblems(task.name, parsed.error.issues, values);
}

/** Each known argument by itself; a rule over several of them has to wait. */
function problemsOfKnown(
  task: TaskDefinition,
  values: Readonly<Record<string, unknown>>,
): readonly ArgumentProblem[] {
  return Object.entries(values)
    .filter(([, value]) => !isUnknown(value))
    .flatMap(([name, value]) => {
      const issues: readonly z.core.$ZodIssue[] =
        task.args.shape[name]?.safeParse(value).error?.issues ?? [];

      return argumentProblems(
        task.name,
        issues.map(({ path, message }) => ({ path: [name, ...path], message })),
        values,
      );
    });
}

/** The unknown value itself, or the surplus list that it is in. */
function isUnknown(value: unknown): boolean {
  return value === UNKNOWN || (Array.isArray(value) && value[0] === UNKNOWN);
}

/** Where the argument stands in the signature that was written. */
function placeOf(
  parameters: Parameters,
  path: readonly PropertyKey[],
  { kwargs, leading }: Pick<Call, "kwargs" | "leading">,
): string {
  const [name, ...inside] = path;

  if (name === undefined) {
    return "args";
  }

  if (typeof name === "string" && Object.hasOwn(kwargs, name)) {
    return `kwargs${pathText(path)}`;
  }

  const shift = leading ? 1 : 0;

  if (name === parameters.rest) {
    const [index, ...deeper] = inside;

    return `args[${parameters.positional.length - shift + Number(index ?? 0)}]${pathText(deeper)}`;
  }

  return `args[${parameters.positional.indexOf(String(name)) - shift}]${pathText(inside)}`;
}
