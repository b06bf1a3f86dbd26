/** A task as a gate keeps it, and the id of its execution there. */
import type { Waiting } from "../shared/policy/line-order.ts";
import type { GateItem, GatedTask } from "../shared/wire/gate.ts";

export function idOf({ run, node, attempt }: GatedTask): string {
  return `${run}.${node}.${attempt}`;
}

/** The other way round. */
export function gatedTask(id: string): GatedTask {
  const [run = "", node, attempt] = id.split(".");

  return { run, node: Number(node), attempt: Number(attempt) };
}

export function waitingOf({ message, priority, at, perSecond, key, limit }: GateItem): Waiting {
  return { id: idOf(message), task: message.task, priority, at, perSecond, key, limit };
}
