/** What the gate of a queue obeys, of a call and of its task: the call's own wins. */
import { parseRate } from "../policy/rate.ts";
import type { CatalogTask } from "./catalog.ts";
import type { GivenOptions } from "./options.ts";
import type { ArgumentPlace, NodeOptions } from "./plan.ts";

type GateOptions = Pick<NodeOptions, "priority" | "perSecond" | "concurrency">;

export function gateOptionsOf(
  given: GivenOptions,
  task: CatalogTask,
  routed: number | undefined,
): GateOptions {
  const priority = given.priority ?? task.priority ?? routed ?? 0;
  const perSecond = given.perSecond ?? rateOf(task);
  const concurrency = concurrencyOf(given, task);

  return {
    ...(priority > 0 && { priority }),
    ...(perSecond > 0 && { perSecond }),
    ...(concurrency !== undefined && { concurrency }),
  };
}

/** What it asks for when its call says nothing; 0: no rate. */
function rateOf({ rateLimit }: CatalogTask): number {
  const rate = parseRate(rateLimit ?? null);

  return rate.ok ? rate.perSecond : 0;
}

function concurrencyOf(given: GivenOptions, task: CatalogTask): NodeOptions["concurrency"] {
  const key = given.concurrencyKey ?? task.concurrencyKey;
  const limit = given.concurrency ?? task.concurrency;

  if (key === undefined) {
    return limit === undefined ? undefined : { limit, argument: null };
  }

  return { limit: limit ?? 1, argument: placeOf(key, task) };
}

/** What is wrong with the argument that a call or its task names; null: nothing. */
export function keyProblem(given: GivenOptions, task: CatalogTask): string | null {
  const key = given.concurrencyKey ?? task.concurrencyKey;
  const { positional, keywordOnly = [] } = task;

  if (key === undefined || positional === undefined) {
    return null;
  }

  const names = [...positional, ...keywordOnly];

  return names.includes(key)
    ? null
    : `Expected the name of an argument of the task (${names.join(", ")}); got "${key}".`;
}

function placeOf(name: string, { positional = [] }: CatalogTask): ArgumentPlace {
  const position = positional.indexOf(name);

  return { name, position: position === -1 ? null : position };
}
