/** What a call must not run at the same time as: calls of its task, or those of them that have the same value of an argument. */
import type { JsonText } from "../canvas/json.ts";
import type { ArgumentPlace } from "../engine/plan.ts";
import { readCall } from "../wire/calls.ts";

/** Longer values that begin alike share a key: they wait for each other without need, and no limit is exceeded. */
const MAX_KEY_CHARS = 200;

/** `call` is `[args, kwargs]`. Where the argument is left out, the key is that of all calls without it. */
export function concurrencyKey(
  task: string,
  argument: ArgumentPlace | null,
  call: () => JsonText,
): string {
  if (argument === null) {
    return task;
  }

  const [args, kwargs] = readCall(call());
  const { name, position } = argument;
  const value = Object.hasOwn(kwargs, name)
    ? kwargs[name]
    : args[position ?? Number.POSITIVE_INFINITY];

  return `${task} ${name}=${JSON.stringify(value) ?? ""}`.slice(0, MAX_KEY_CHARS);
}
