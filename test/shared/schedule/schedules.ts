/** Schedules as they are written, read. */
import { readSchedule, scheduleJson } from "../../../shared/schedule/schedule-json.ts";
import { type Schedule, nextRun } from "../../../shared/schedule/schedule.ts";
import { localTime } from "../../support/local-time.ts";

export function scheduleOf(json: unknown): Schedule {
  return readSchedule(scheduleJson.parse(json));
}

/** `30 7 * * mon` as in a crontab file. */
export function crontab(text: string): Schedule {
  return scheduleOf({ crontab: text });
}

export interface Listing {
  readonly after: string;
  readonly count: number;
  readonly timezone?: string;
}

/** The next due times, as the zone's clocks show them. */
export function nextRuns(
  schedule: Schedule,
  { after, count, timezone = "UTC" }: Listing,
): string[] {
  const found: string[] = [];

  for (let at = Date.parse(after); found.length < count;) {
    const next = nextRun(schedule, at, timezone);

    if (next === undefined) {
      break;
    }

    found.push(localTime(next, timezone));
    at = next;
  }

  return found;
}

/** What is wrong with it: where, and the words. */
export function problemsOf(json: unknown): readonly string[] {
  const parsed = scheduleJson.safeParse(json);

  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}
