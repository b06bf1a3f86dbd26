/** Where on the strip of a day something is due. All pure: whoever calls owns the clock. */
import type { ScheduleView } from "../../shared/wire/schedules.ts";

const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** Due times that are closer would touch, on a strip as wide as a page and on one as wide as a phone. */
export const TOUCHING_MS = { wide: 6 * MINUTE_MS, narrow: 40 * MINUTE_MS } as const;

export interface Mark {
  /** From 0 to 1, of the day. */
  readonly from: number;
  /** The same for a single time. */
  readonly to: number;
}

/** The day that begins now. */
export interface Day {
  readonly start: number;
  /** Due times that are closer are drawn as one. */
  readonly touchingMs: number;
}

/** The times of an interval that keeps its beat; null: the server has to be asked. */
export function timesOfInterval(
  entry: ScheduleView,
  { start, touchingMs }: Day,
): readonly number[] | null {
  const { every, relative = false } = entry.schedule;
  const { next_run_at: next } = entry;

  if (every === undefined || relative || next === null) {
    return null;
  }

  // Marks that touch are drawn as one anyway: of a short interval a few are enough.
  const step = Math.max(1, Math.ceil(touchingMs / 2 / (every * 1000))) * every * 1000;
  const first = Date.parse(next);
  const count = Math.max(0, Math.ceil((start + DAY_MS - first) / step));

  return Array.from({ length: count }, (_, index) => first + index * step);
}

/** `isCut`: there are more times than were asked for, and they go on like this. */
export function marksOf(
  times: readonly number[],
  { start, touchingMs }: Day,
  isCut: boolean,
): readonly Mark[] {
  const marks: Mark[] = [];
  const inDay = times.filter((time) => time >= start && time < start + DAY_MS);

  for (const time of inDay) {
    const at = (time - start) / DAY_MS;
    const last = marks.at(-1);

    if (last !== undefined && at - last.to < touchingMs / DAY_MS) {
      marks[marks.length - 1] = { from: last.from, to: at };
    } else {
      marks.push({ from: at, to: at });
    }
  }

  const last = marks.at(-1);
  const endsEarly = inDay.length === times.length;

  return isCut && endsEarly && last !== undefined
    ? [...marks.slice(0, -1), { ...last, to: 1 }]
    : marks;
}

export interface HourLabel {
  /** From 0 to 1, of the day. */
  readonly at: number;
  readonly time: number;
}

const LABELLED_HOURS = 6;

/** Each sixth hour of the reader's own clock. */
export function hourLabels({ start }: Pick<Day, "start">): readonly HourLabel[] {
  const hour = new Date(start);
  hour.setMinutes(0, 0, 0);
  const labels: HourLabel[] = [];

  while (hour.getTime() < start + DAY_MS) {
    hour.setHours(hour.getHours() + 1);
    const time = hour.getTime();

    if (hour.getHours() % LABELLED_HOURS === 0 && time < start + DAY_MS) {
      labels.push({ time, at: (time - start) / DAY_MS });
    }
  }

  return labels;
}
