/** The queues of this deployment, found by their producer bindings. */
import { SOLO_QUEUE } from "../shared/engine/transport.ts";
import { queueOf } from "../shared/wire/queue-names.ts";

/** Cloudflare puts there what it gave up delivering: nothing is sent to it on purpose. */
const DEAD_QUEUE = "dead";

/** Those a task may be sent to. */
export function queueNames(env: object): readonly string[] {
  return Object.entries(env)
    .filter(([, bound]) => !isObjectNamespace(bound))
    .flatMap(([binding]) => queueOf(binding) ?? [])
    .filter((name) => name !== DEAD_QUEUE);
}

/** QUEUE_GATE is called like a queue, and is none. */
function isObjectNamespace(bound: unknown): boolean {
  return typeof bound === "object" && bound !== null && "idFromName" in bound;
}

/** `lovage-solo` is the queue `solo` of this deployment. */
export function isSoloQueue(name: string): boolean {
  return name.endsWith(`-${SOLO_QUEUE}`);
}

/** `lovage-dead` is the queue `dead` of this deployment. */
export function isDeadQueue(name: string): boolean {
  return name.endsWith(`-${DEAD_QUEUE}`);
}
