/**
 * When a crontab is due next, in a time zone whose clocks are changed.
 *
 * - A time that the clocks skip runs as much later as they skipped: 02:30 runs at 03:30 that day.
 * - A time that they show twice runs the first time, unless the entry runs every hour of the day: those do not skip the repeated hour.
 *
 * A wall time is written as the instant at which a clock in UTC shows it, so that arithmetic on it is plain.
 */
import type { Crontab } from "./crontab.ts";
import { type Span, spanAt } from "./time-zone.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const HOURS = 24;

/** The end of the year 9999, where ISO 8601 as everybody reads it ends. */
const END_OF_TIME = Date.UTC(10_000, 0);

/** The first instant later than `after`; undefined when there is none before the year 10,000. */
export function nextCrontab(crontab: Crontab, after: number, timezone: string): number | undefined {
  let span = spanAt(after + 1, timezone);

  for (;;) {
    const found = firstIn(span, crontab, Math.max(after + 1, span.startsAt));

    if (found !== undefined || span.endsAt >= END_OF_TIME) {
      return found;
    }

    span = spanAt(span.endsAt, timezone);
  }
}

/** Inside a span the clocks run evenly; what is special is what the change at its beginning skipped or repeated. */
function firstIn(span: Span, crontab: Crontab, from: number): number | undefined {
  const { startsAt, endsAt, offset, offsetBefore } = span;
  const shownBefore = crontab.hour.length === HOURS ? from + offset : startsAt + offsetBefore;
  const own = firstWallTime(crontab, Math.max(from + offset, shownBefore), endsAt + offset);
  const skipped = firstWallTime(crontab, from + offsetBefore, startsAt + offset);

  return earlier(
    own === undefined ? undefined : own - offset,
    skipped === undefined ? undefined : skipped - offsetBefore,
  );
}

function earlier(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
}

/** The first wall time of a crontab from `from` on and before `until`. */
function firstWallTime(crontab: Crontab, from: number, until: number): number | undefined {
  const end = Math.min(until, END_OF_TIME);
  let day = new Date(Math.floor(from / DAY_MS) * DAY_MS);
  let minute = Math.ceil((from - day.getTime()) / MINUTE_MS);

  while (day.getTime() < end) {
    const time = hasDay(crontab, day) ? firstTime(crontab, minute) : undefined;

    if (time !== undefined) {
      const found = day.getTime() + time * MINUTE_MS;

      return found < end ? found : undefined;
    }

    day = followingDay(crontab, day);
    minute = 0;
  }

  return undefined;
}

function hasDay({ month_of_year, day_of_month, day_of_week }: Crontab, day: Date): boolean {
  return (
    month_of_year.includes(day.getUTCMonth() + 1) &&
    day_of_month.includes(day.getUTCDate()) &&
    day_of_week.includes(day.getUTCDay())
  );
}

/** Months without any day of the crontab are passed over at once. */
function followingDay({ month_of_year }: Crontab, day: Date): Date {
  const following = new Date(day);

  if (month_of_year.includes(day.getUTCMonth() + 1)) {
    following.setUTCDate(day.getUTCDate() + 1);
  } else {
    following.setUTCMonth(day.getUTCMonth() + 1, 1);
  }

  return following;
}

/** In minutes of the day, from `from` on. */
function firstTime({ hour, minute }: Crontab, from: number): number | undefined {
  for (const hours of hour) {
    const time = minute.map((minutes) => hours * 60 + minutes).find((minutes) => minutes >= from);

    if (time !== undefined) {
      return time;
    }
  }

  return undefined;
}
