/**
 * Arguments to parameters, as Python binds them and with its words. A task's parameters are the keys of its zod object, in order; the key
 * named by `rest` takes the surplus as Python's `*args` does, and keys after it are filled by name only.
 */
import type { z } from "zod";

import type { JsonObject } from "../canvas/json.ts";
import type { ArgumentShape } from "./positional.ts";

export interface Parameters {
  readonly task: string;
  /** Filled by position or by name. */
  readonly positional: readonly string[];
  /** Takes the surplus positional arguments; null: there may be none. */
  readonly rest: string | null;
  readonly keywordOnly: readonly string[];
  readonly required: ReadonlySet<string>;
}

export type Binding =
  | { readonly ok: true; readonly values: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly path: string; readonly message: string };

export function parametersOf(
  task: string,
  args: z.ZodObject<ArgumentShape>,
  rest: string | null,
): Parameters {
  const names = Object.keys(args.shape);
  const restAt = rest === null ? names.length : names.indexOf(rest);
  // oxlint-disable-next-line no-underscore-dangle -- zod's way in for libraries: may the key be left out?
  const isOptional = (name: string): boolean => args.shape[name]?._zod.optin !== undefined;

  return {
    task,
    positional: names.slice(0, restAt),
    rest,
    keywordOnly: names.slice(restAt + 1),
    required: new Set(names.filter((name) => name !== rest && !isOptional(name))),
  };
}

export function bindArguments(
  parameters: Parameters,
  args: readonly unknown[],
  kwargs: JsonObject,
): Binding {
  const { task, positional, rest, keywordOnly } = parameters;
  const values = new Map<string, unknown>(
    positional.slice(0, args.length).map((name, index) => [name, args[index]]),
  );

  for (const [name, value] of Object.entries(kwargs)) {
    if (!positional.includes(name) && !keywordOnly.includes(name)) {
      return refuse(`kwargs.${name}`, `${task}() got an unexpected keyword argument '${name}'`);
    }

    if (values.has(name)) {
      return refuse(`kwargs.${name}`, `${task}() got multiple values for argument '${name}'`);
    }

    values.set(name, value);
  }

  if (rest !== null) {
    values.set(rest, args.slice(positional.length));
  } else if (args.length > positional.length) {
    return refuse("args", tooMany(parameters, args.length));
  }

  return missingFrom(parameters, values) ?? { ok: true, values: Object.fromEntries(values) };
}

function refuse(path: string, message: string): Binding {
  return { ok: false, path, message };
}

function tooMany({ task, positional, required }: Parameters, given: number): string {
  const least = positional.filter((name) => required.has(name)).length;
  const takes = least === positional.length ? `${least}` : `from ${least} to ${positional.length}`;

  return `${task}() takes ${takes} positional argument${takes === "1" ? "" : "s"} but ${given} ${given === 1 ? "was" : "were"} given`;
}

function missingFrom(
  { task, positional, keywordOnly, required }: Parameters,
  values: ReadonlyMap<string, unknown>,
): Binding | null {
  const absent = new Set([...required].filter((name) => !values.has(name)));
  const byPosition = positional.filter((name) => absent.has(name));
  const byName = keywordOnly.filter((name) => absent.has(name));

  if (byPosition.length > 0) {
    return refuse("args", missing(task, "positional", byPosition));
  }

  return byName.length > 0 ? refuse("kwargs", missing(task, "keyword-only", byName)) : null;
}

function missing(task: string, kind: string, names: readonly string[]): string {
  return `${task}() missing ${names.length} required ${kind} argument${names.length === 1 ? "" : "s"}: ${listed(names)}`;
}

/** 'x' — 'x' and 'y' — 'x', 'y', and 'z'. */
function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `'${name}'`);

  return quoted.length < 3
    ? quoted.join(" and ")
    : `${quoted.slice(0, -1).join(", ")}, and ${quoted.at(-1)}`;
}
