/** One call of a registered task: bind, validate, run, validate what came back. Throws what the caller of a function would see. */
import { describe } from "../canvas/describe.ts";
import type { JsonObject } from "../canvas/json.ts";
import { bindArguments } from "./bind.ts";
import type { TaskContext } from "./context.ts";
import type { TaskDefinition } from "./define.ts";
import { NotRegistered, Unfit } from "./errors.ts";
import { expectation, pathText, valueAt } from "./validate.ts";

export interface PerformedCall {
  readonly task: string;
  readonly args: readonly unknown[];
  readonly kwargs: JsonObject;
}

export async function perform(
  tasks: ReadonlyMap<string, TaskDefinition>,
  call: PerformedCall,
  context: TaskContext,
): Promise<unknown> {
  const task = tasks.get(call.task);

  if (task === undefined) {
    throw new NotRegistered(`Task "${call.task}" is not registered.`);
  }

  const binding = bindArguments(task.parameters, call.args, call.kwargs);

  if (!binding.ok) {
    throw new Unfit(binding.message);
  }

  const invocation = task.invoke(binding.values, context);

  if (!invocation.ok) {
    throw new Unfit(invocation.problems.map(({ message }) => message).join("\n"));
  }

  return checkedReturn(task, await invocation.returned);
}

function checkedReturn({ name, returns }: TaskDefinition, returned: unknown): unknown {
  // What JSON has no undefined for is null, before the schema sees it.
  const value = returned ?? null;
  const parsed = returns.safeParse(value);

  if (parsed.success) {
    return parsed.data;
  }

  const problems = parsed.error.issues.map(
    ({ path, message }) =>
      `${name}() result${pathText(path)}: ${expectation(message)}; got ${describe(valueAt(value, path))}`,
  );

  throw new Unfit(problems.join("\n"));
}
