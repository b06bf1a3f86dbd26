import type { ScheduleView } from "../../shared/wire/schedules.ts";
import { capital, formatInstant } from "../ui/format.ts";

/** What it runs, in a word. */
export function calledBy({ task, canvas, graph }: ScheduleView): string {
  if (task !== undefined) {
    return task;
  }

  return canvas === undefined ? `graph of ${graph?.nodes.length ?? 0}` : "canvas";
}

/** "Every day at 06:30"; a time of the world is told in the reader's own zone. */
export function whenInShort({ schedule, description }: ScheduleView): string {
  return schedule.at === undefined ? capital(description) : `Once, ${formatInstant(schedule.at)}`;
}

/** What counts from its start, or is an instant, is the same everywhere. */
export function hasZone({ schedule }: ScheduleView): boolean {
  return schedule.crontab !== undefined || schedule.relative === true;
}
