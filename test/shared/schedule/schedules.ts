/** Schedules as they are written, read. */
import { readSchedule, scheduleJson } from "../../../shared/schedule/schedule-json.ts";
import { type Schedule, nextRun } from "../../../shared/schedule/schedule.ts";

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

/** `2026-03-29T03:30:00+02:00` */
function localTime(instant: number, timezone: string): string {
  const offset = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    timeZoneName: "longOffset",
  })
    .formatToParts(instant)
    .find(({ type }) => type === "timeZoneName")?.value;
  const [, sign = "+", hours = "00", minutes = "00"] =
    /GMT([+-])(\d\d):(\d\d)/.exec(offset ?? "") ?? [];
  const offsetMinutes = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
  const wall = new Date(instant + offsetMinutes * 60_000).toISOString().slice(0, 19);

  return `${wall}${sign}${hours}:${minutes}`;
}

/** What is wrong with it: where, and the words. */
export function problemsOf(json: unknown): readonly string[] {
  const parsed = scheduleJson.safeParse(json);

  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}
