import type { Simulated } from "../simulate.ts";
import { type World, isRunner } from "../world/world.ts";
import { openShard } from "./on-disk.ts";
import { rowsIn } from "./rows-in.ts";

/** Nothing is left in queues, gates, timers, leases or the ring. */
export function restWrongs({ world, cameToRest }: Simulated): string[] {
  const wrongs = [...undrained(world), ...gateWrongs(world)];

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

function undrained({ queues }: World): string[] {
  return [...queues.values()]
    .filter((queue) => !queue.isDrained)
    .map(({ name, backlog }) => `Queue ${name} still holds ${backlog} messages.`);
}

function gateWrongs({ gates }: World): string[] {
  return [...gates.values()]
    .filter((gate) => rowsIn(gate, "task") > 0 || gate.disk.alarmAt !== null)
    .map(
      (gate) =>
        `The gate of ${gate.name} is left with ${rowsIn(gate, "task")} tasks, alarm ${gate.disk.alarmAt}.`,
    );
}
