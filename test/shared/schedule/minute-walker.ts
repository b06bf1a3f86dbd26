/**
 * The slow way to a crontab's due times: look at a clock on the wall each minute. Shares nothing with the code it checks: the clock is
 * Intl's, the fields are looked at one by one.
 */
import type { Crontab } from "../../../shared/schedule/crontab.ts";

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;

export interface Stretch {
  readonly timezone: string;
  readonly from: number;
  readonly minutes: number;
}

/** Every due time after `from` within so many minutes, in order. */
export function walkMinutes(crontab: Crontab, { timezone, from, minutes }: Stretch): number[] {
  const clock = wallClock(timezone);
  const due = new Set<number>();
  const seen = new Set<number>();
  const runsHourly = crontab.hour.length === 24;
  const first = Math.floor(from / MINUTE_MS) * MINUTE_MS;
  // A clock that is put back repeats what it showed up to some hours before.
  let shown = clock(first - 181 * MINUTE_MS);

  for (let minute = -180; minute <= minutes; minute += 1) {
    const now = first + minute * MINUTE_MS;
    const shows = clock(now);

    for (let skipped = shown + MINUTE_MS; skipped < shows; skipped += MINUTE_MS) {
      if (fits(crontab, skipped)) {
        due.add(now + (skipped - shown - MINUTE_MS));
      }
    }

    if (fits(crontab, shows) && (runsHourly || !seen.has(shows))) {
      due.add(now);
    }

    seen.add(shows);
    shown = shows;
  }

  const last = first + minutes * MINUTE_MS;

  return [...due].filter((at) => at > from && at <= last).toSorted((a, b) => a - b);
}

function fits(crontab: Crontab, wallTime: number): boolean {
  const shown = new Date(wallTime);

  return (
    crontab.minute.includes(shown.getUTCMinutes()) &&
    crontab.hour.includes(shown.getUTCHours()) &&
    crontab.day_of_week.includes(shown.getUTCDay()) &&
    crontab.day_of_month.includes(shown.getUTCDate()) &&
    crontab.month_of_year.includes(shown.getUTCMonth() + 1)
  );
}

/**
 * What a clock shows at an instant, as the instant at which one in UTC shows the same. Zones change their clocks on a quarter of an hour, so
 * Intl, which is slow, is asked once for each.
 */
function wallClock(timezone: string): (instant: number) => number {
  const aheadBy = new Map<number, number>();
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });

  return (instant) => {
    const quarter = Math.floor(instant / QUARTER_MS) * QUARTER_MS;
    const ahead = aheadBy.get(quarter) ?? shownAt(format, quarter) - quarter;

    aheadBy.set(quarter, ahead);

    return instant + ahead;
  };
}

function shownAt(format: Intl.DateTimeFormat, instant: number): number {
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const part = (name: Intl.DateTimeFormatPartTypes): number => Number(parts.get(name));

  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
}
