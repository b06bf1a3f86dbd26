/** A schedule in words: "every weekday at 09:30". Read off what it stands for, so `1-5` and `mon-fri` are told alike. */
import { MONTHS, WEEKDAYS } from "./calendar-names.ts";
import type { Crontab } from "./crontab.ts";
import type { Schedule } from "./schedule.ts";

/** More times of day than these are told by their minutes and hours. */
const MAX_TIMES = 4;

export function describeSchedule(schedule: Schedule): string {
  switch (schedule.kind) {
    case "crontab":
      return describeCrontab(schedule.crontab);
    case "interval":
      return `every ${describeSeconds(schedule.everyMs / 1000)}`;
    case "at":
      return `once, at ${new Date(schedule.at).toISOString()}`;
    case "solar": {
      const { event, lat, lon } = schedule.solar;

      return `every day at ${event.replaceAll("_", " ")} at ${Math.abs(lat)}° ${lat < 0 ? "S" : "N"}, ${Math.abs(lon)}° ${lon < 0 ? "W" : "E"}`;
    }
  }
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

function describeSeconds(seconds: number): string {
  const [unit, size] = UNITS.find(([, each]) => seconds % each === 0) ?? ["second", 1];

  return plural(seconds / size, unit);
}

/** "minute", "5 minutes" */
function plural(count: number, unit: string): string {
  return count === 1 ? unit : `${count} ${unit}s`;
}

function describeCrontab(crontab: Crontab): string {
  const days = describeDays(crontab);
  const { minute, hour } = crontab;

  if (minute.length * hour.length <= MAX_TIMES) {
    const times = hour.flatMap((h) => minute.map((m) => `${two(h)}:${two(m)}`));

    return `${days} at ${listed(times)}`;
  }

  const repeated = describeRepetition(crontab);

  return days === "every day" ? repeated : `${repeated}, ${days}`;
}

function describeRepetition({ minute, hour }: Crontab): string {
  const minutes = evenStep(minute, 60);
  const hours = evenStep(hour, 24);
  const during = hours === 1 ? "" : ` in the hours ${listed(ranges(hour))}`;

  if (minutes !== undefined) {
    return `every ${plural(minutes, "minute")}${during}`;
  }

  return hours === undefined
    ? `each hour${atMinutes(minute)}${during}`
    : `every ${plural(hours, "hour")}${atMinutes(minute)}`;
}

function atMinutes(minute: readonly number[]): string {
  if (minute.length > 1) {
    return ` at minutes ${listed(ranges(minute))}`;
  }

  return minute[0] === 0 ? "" : ` at minute ${minute[0]}`;
}

/** The step of an even division of the whole: `0, 15, 30, 45` of 60 is 15. */
function evenStep(values: readonly number[], whole: number): number | undefined {
  const step = whole / values.length;

  return Number.isInteger(step) &&
    step < whole &&
    values.every((value, index) => value === index * step)
    ? step
    : undefined;
}

const WEEKDAY_SETS: ReadonlyMap<string, string> = new Map([
  ["0,1,2,3,4,5,6", "every day"],
  ["1,2,3,4,5", "every weekday"],
  ["0,6", "every Saturday and Sunday"],
]);

function describeDays({ day_of_week, day_of_month, month_of_year }: Crontab): string {
  const weekdays =
    WEEKDAY_SETS.get(day_of_week.join()) ??
    `every ${listed(day_of_week.map((day) => WEEKDAYS[day] ?? ""))}`;
  const months =
    month_of_year.length === MONTHS.length
      ? ""
      : ` in ${listed(month_of_year.map((month) => MONTHS[month - 1] ?? ""))}`;

  if (day_of_month.length === 31) {
    return weekdays + months;
  }

  const dates = `on day ${listed(ranges(day_of_month))}${months === "" ? " of the month" : months}`;

  return weekdays === "every day" ? dates : `${weekdays} that falls ${dates}`;
}

/** `1, 2, 3, 7` is "1 to 3" and "7". */
function ranges(values: readonly number[]): string[] {
  const runs: [number, number][] = [];

  for (const value of values) {
    const last = runs.at(-1);

    if (last !== undefined && last[1] === value - 1) {
      last[1] = value;
    } else {
      runs.push([value, value]);
    }
  }

  return runs.flatMap(([from, to]) => {
    if (from === to) {
      return [`${from}`];
    }

    return to === from + 1 ? [`${from}`, `${to}`] : [`${from} to ${to}`];
  });
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
