/** What the sun does at a place, by Celery's names. The sums are suncalc's. */
import { type SunTimeName, getTimes } from "suncalc";

const TIMES = {
  dawn_astronomical: "nightEnd",
  dawn_nautical: "nauticalDawn",
  dawn_civil: "dawn",
  sunrise: "sunrise",
  solar_noon: "solarNoon",
  sunset: "sunset",
  dusk_civil: "dusk",
  dusk_nautical: "nauticalDusk",
  dusk_astronomical: "night",
} as const satisfies Record<string, SunTimeName | "solarNoon">;

export type SolarEvent = keyof typeof TIMES;

export const SOLAR_EVENTS = [
  "dawn_astronomical",
  "dawn_nautical",
  "dawn_civil",
  "sunrise",
  "solar_noon",
  "sunset",
  "dusk_civil",
  "dusk_nautical",
  "dusk_astronomical",
] as const satisfies readonly SolarEvent[];

export interface Solar {
  readonly event: SolarEvent;
  /** Degrees north. */
  readonly lat: number;
  /** Degrees east. */
  readonly lon: number;
}

const DAY_MS = 24 * 3600 * 1000;

/** Beyond the polar circles the sun may not rise for months; what does not happen in more than a year never does. */
const MAX_DAYS = 400;

/** The first instant later than `after`; undefined where it never happens. */
export function nextSolar({ event, lat, lon }: Solar, after: number): number | undefined {
  // The sun's day may be yesterday's or tomorrow's by the date in UTC.
  for (let day = -1; day < MAX_DAYS; day += 1) {
    const at = getTimes(new Date(after + day * DAY_MS), lat, lon)[TIMES[event]]?.getTime();

    if (at !== undefined && at > after) {
      return at;
    }
  }

  return undefined;
}
