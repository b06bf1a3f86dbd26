import type { JsonObject, JsonValue } from "../../shared/canvas/json.ts";

/** What a call of a task comes to. */
export type TaskOutcome =
  | { readonly kind: "success"; readonly value: JsonValue }
  | { readonly kind: "failure"; readonly type: string; readonly message: string }
  | { readonly kind: "ignored" };

/** A pure model of the tasks: the same call always has the same outcome. */
export type TaskModel = (
  name: string,
  args: readonly JsonValue[],
  kwargs: JsonObject,
) => TaskOutcome;

/** The built-in tasks that canvases are tested with, and `ignore`, which raises Ignore and is none of them. */
export function builtinTasks(
  name: string,
  args: readonly JsonValue[],
  kwargs: JsonObject,
): TaskOutcome {
  switch (name) {
    case "add":
      return withTwoNumbers(args, kwargs, (x, y) => x + y);
    case "mul":
      return withTwoNumbers(args, kwargs, (x, y) => x * y);
    case "xsum":
      return xsum(bound(["numbers"], args, kwargs)?.[0]);
    case "echo":
      return success(args.length === 1 ? (args[0] ?? null) : args);
    case "fail":
      return failure("ValueError", textOr(kwargs["message"], "boom"));
    case "lovage.each":
      return eachItem(args[0], kwargs["task"]);
    case "ignore":
      return { kind: "ignored" };
    default:
      throw new Error(`The model knows no task "${name}".`);
  }
}

function withTwoNumbers(
  args: readonly JsonValue[],
  kwargs: JsonObject,
  combine: (x: number, y: number) => number,
): TaskOutcome {
  const [x, y] = bound(["x", "y"], args, kwargs) ?? [];
  if (typeof x !== "number" || typeof y !== "number") {
    return failure("TypeError", "expected two numbers, x and y");
  }
  return success(combine(x, y));
}

function xsum(numbers: JsonValue | undefined): TaskOutcome {
  const leaves = Array.isArray(numbers) ? numbers.flat(Infinity) : [null];
  let sum = 0;
  for (const leaf of leaves) {
    if (typeof leaf !== "number") {
      return failure("TypeError", "expected a list of numbers");
    }
    sum += leaf;
  }
  return success(sum);
}

/** The arguments in the order of `names`; undefined if one is missing, unknown, too many or given twice. */
function bound(
  names: readonly string[],
  args: readonly JsonValue[],
  kwargs: JsonObject,
): readonly JsonValue[] | undefined {
  const named = names.slice(args.length).map((name) => kwargs[name]);
  const values = [...args, ...named.filter((value) => value !== undefined)];
  const complete = values.length === names.length;
  return complete && Object.keys(kwargs).length === names.length - args.length ? values : undefined;
}

/** A call of a signature of one of these tasks for each item: the first that does not succeed is what it comes to. */
function eachItem(items: JsonValue | undefined, signature: JsonValue | undefined): TaskOutcome {
  if (!Array.isArray(items) || !isJsonObject(signature)) {
    return failure("TypeError", "expected a list of items");
  }
  const outcomes = items.map((item: JsonValue) =>
    builtinTasks(textOr(signature["task"], ""), [item], {}),
  );
  const broken = outcomes.find(({ kind }) => kind !== "success");
  const values = outcomes.map((outcome) => (outcome.kind === "success" ? outcome.value : null));
  return broken ?? success(values);
}

function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function success(value: JsonValue): TaskOutcome {
  return { kind: "success", value };
}

function failure(type: string, message: string): TaskOutcome {
  return { kind: "failure", type, message };
}

function textOr(value: JsonValue | undefined, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}
