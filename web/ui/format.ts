/** Times, durations and figures in words. All pure: whoever calls owns the clock. */

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const count = new Intl.NumberFormat("en");

export function formatCount(value: number): string {
  return count.format(value);
}

/** "84 ms", "1.4 s", "24 s", "1 min 2 s", "3 h 5 min", "2 d 4 h". */
export function formatDuration(ms: number): string {
  const whole = Math.max(0, Math.round(ms));

  if (whole < SECOND_MS) {
    return `${whole} ms`;
  }

  if (whole < 10 * SECOND_MS) {
    return `${(Math.floor(whole / 100) / 10).toFixed(1)} s`;
  }

  if (whole < MINUTE_MS) {
    return `${Math.floor(whole / SECOND_MS)} s`;
  }

  if (whole < HOUR_MS) {
    return twoUnits(whole, { size: MINUTE_MS, name: "min" }, { size: SECOND_MS, name: "s" });
  }

  return whole < DAY_MS
    ? twoUnits(whole, { size: HOUR_MS, name: "h" }, { size: MINUTE_MS, name: "min" })
    : twoUnits(whole, { size: DAY_MS, name: "d" }, { size: HOUR_MS, name: "h" });
}

interface Unit {
  readonly size: number;
  readonly name: string;
}

function twoUnits(ms: number, large: Unit, small: Unit): string {
  const rest = Math.floor((ms % large.size) / small.size);
  const head = `${Math.floor(ms / large.size)} ${large.name}`;

  return rest === 0 ? head : `${head} ${rest} ${small.name}`;
}

/** "now", "12 s ago", "3 min ago", "2 h ago", "5 d ago". */
export function formatAgo(iso: string, now: number): string {
  const ms = now - Date.parse(iso);

  if (ms < 5 * SECOND_MS) {
    return "now";
  }

  if (ms < MINUTE_MS) {
    return `${Math.floor(ms / SECOND_MS)} s ago`;
  }

  if (ms < HOUR_MS) {
    return `${Math.floor(ms / MINUTE_MS)} min ago`;
  }

  return ms < DAY_MS ? `${Math.floor(ms / HOUR_MS)} h ago` : `${Math.floor(ms / DAY_MS)} d ago`;
}

/** "now", "in 12 s", "in 9 min 38 s", "in 2 d 4 h". */
export function formatUntil(at: string | number, now: number): string {
  const ms = new Date(at).getTime() - now;

  if (ms < SECOND_MS) {
    return "now";
  }

  return ms < MINUTE_MS ? `in ${Math.floor(ms / SECOND_MS)} s` : `in ${formatDuration(ms)}`;
}

/** From one instant to another; null while either is not known. */
export function between(start: string | null, end: string | null): number | null {
  return start === null || end === null ? null : Date.parse(end) - Date.parse(start);
}

// Made once: making one costs a hundred times what it costs to use it, and a long list shows thousands of times.
const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });
const instant = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

/** "14:05:21", in the reader's own time zone. */
export function formatClock(at: string | number): string {
  return clock.format(new Date(at));
}

const clockMs = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
});

/** "14:05:21.884", in the reader's own time zone. */
export function formatClockMs(at: string | number): string {
  return clockMs.format(new Date(at));
}

/** "21 Nov 2026, 14:05:21", in the reader's own time zone. */
export function formatInstant(iso: string): string {
  return instant.format(new Date(iso));
}

const dayAndTime = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});
const farDay = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** "Mon 23 Nov, 06:30", "13 Aug 2027, 06:30" in another year, in the reader's own time zone. */
export function formatDayAndTime(at: string | number, now: number): string {
  const day = new Date(at);
  const isFar = day.getFullYear() !== new Date(now).getFullYear();

  return (isFar ? farDay : dayAndTime).format(day);
}

const rate = new Intl.NumberFormat("en", { maximumSignificantDigits: 2 });

/** "41/s", "1.5/s", "12/min": per minute where it is slow. */
export function formatRate(perSecond: number): string {
  return perSecond >= 1 || perSecond === 0
    ? `${rate.format(perSecond)}/s`
    : `${rate.format(perSecond * 60)}/min`;
}

const dollars = new Intl.NumberFormat("en", { style: "currency", currency: "USD" });
const cents = new Intl.NumberFormat("en", {
  style: "currency",
  currency: "USD",
  maximumSignificantDigits: 2,
});

/** Below a dollar the two digits that count: "$0.0014", "$1.20", "$0". */
export function formatDollars(usd: number): string {
  return usd >= 1 ? dollars.format(usd) : cents.format(usd);
}

/** "every day" at the beginning of a line: "Every day". */
export function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
