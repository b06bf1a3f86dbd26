import type { Simulated } from "../simulate.ts";
import { isRunner } from "../world/world.ts";
import { openShard } from "./on-disk.ts";

/** Nothing is left in queues, timers, leases or the ring. */
export function restWrongs({ world, cameToRest }: Simulated): string[] {
  const wrongs = world.queues
    .values()
    .filter((queue) => !queue.isDrained)
    .map(({ name, backlog }) => `Queue ${name} still holds ${backlog} messages.`)
    .toArray();

  if (!cameToRest) {
    wrongs.push("The world never comes to rest.");
  }

  for (const object of world.objects.values()) {
    if (object.disk.alarmAt !== null) {
      wrongs.push(`${object.name} is left with an alarm.`);
    }

    if (isRunner(object.name)) {
      continue;
    }

    const { dueAt, behindSince, isUnderWay } = openShard(object, world);

    if (dueAt !== undefined || behindSince !== undefined || isUnderWay) {
      wrongs.push(
        `${object.name} is left with ${JSON.stringify({ dueAt, behindSince, isUnderWay })}.`,
      );
    }
  }

  return wrongs;
}
