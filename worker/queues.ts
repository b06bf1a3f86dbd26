/** The queues of this deployment, found by their producer bindings. */
import { queueOf } from "../shared/wire/queue-names.ts";

/** Where a task goes that names no queue. */
const DEFAULT_QUEUE = "default";

/** Cloudflare puts there what it gave up delivering: nothing is sent to it on purpose. */
const DEAD_QUEUE = "dead";

/** The first is the default. */
export function queueNames(env: object): readonly [string, ...string[]] {
  const names = Object.keys(env).flatMap((binding) => queueOf(binding) ?? []);

  return [DEFAULT_QUEUE, ...names.filter((name) => name !== DEFAULT_QUEUE && name !== DEAD_QUEUE)];
}

/** `lovage-dead` is the queue `dead` of this deployment. */
export function isDeadQueue(name: string): boolean {
  return name.endsWith(`-${DEAD_QUEUE}`);
}
