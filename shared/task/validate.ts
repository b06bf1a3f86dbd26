/** What zod found wrong with bound arguments, in one line each: which argument, what was expected, what came. */
import { describe } from "../canvas/describe.ts";
import { pathKey } from "../canvas/json-check.ts";

export interface ArgumentProblem {
  /** The parameter and the way inside it; empty for a rule over all of them. */
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** `issues` are zod's, over the object of all arguments. */
export function argumentProblems(
  task: string,
  issues: readonly ArgumentProblem[],
  values: unknown,
): readonly ArgumentProblem[] {
  return issues.map(({ path, message }) => ({
    path,
    message: `${task}() ${placeOf(path)}: ${expectation(message)}; got ${describe(valueAt(values, path))}`,
  }));
}

function placeOf([name, ...inside]: readonly PropertyKey[]): string {
  return name === undefined ? "arguments" : `argument '${String(name)}'${pathText(inside)}`;
}

/** `[0].name`, as it is written in code. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.map((key) => pathKey(typeof key === "symbol" ? String(key) : key)).join("");
}

/** Zod's own words without the part that every message starts with. */
export function expectation(message: string): string {
  return message.replace(/^Invalid input: /, "");
}

export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inside, key) => (isIndexable(inside) && Object.hasOwn(inside, key) ? inside[key] : undefined),
    value,
  );
}

function isIndexable(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === "object" && value !== null;
}
