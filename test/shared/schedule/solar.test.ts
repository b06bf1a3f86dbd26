import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { SOLAR_EVENTS, nextSolar } from "../../../shared/schedule/solar.ts";
import { problemsOf } from "./schedules.ts";

const MINUTE_MS = 60_000;

/** As almanacs print them, to the minute. */
const PLACES = {
  London: { lat: 51.5, lon: -0.13 },
  "New York": { lat: 40.71, lon: -74.01 },
  Sydney: { lat: -33.87, lon: 151.21 },
} as const;

const ALMANAC = [
  { event: "sunrise", place: "London", after: "2026-06-21T00:00:00Z", at: "2026-06-21T03:43:00Z" },
  { event: "sunset", place: "London", after: "2026-06-21T12:00:00Z", at: "2026-06-21T20:21:00Z" },
  { event: "sunrise", place: "London", after: "2026-12-21T00:00:00Z", at: "2026-12-21T08:04:00Z" },
  {
    event: "solar_noon",
    place: "London",
    after: "2026-12-21T00:00:00Z",
    at: "2026-12-21T11:58:00Z",
  },
  {
    event: "sunrise",
    place: "New York",
    after: "2026-06-21T00:00:00Z",
    at: "2026-06-21T09:25:00Z",
  },
  { event: "sunset", place: "New York", after: "2026-06-21T00:00:00Z", at: "2026-06-21T00:31:00Z" },
  { event: "sunrise", place: "Sydney", after: "2026-12-21T12:00:00Z", at: "2026-12-21T18:41:00Z" },
  { event: "sunset", place: "Sydney", after: "2026-12-21T00:00:00Z", at: "2026-12-21T09:05:00Z" },
] as const;

describe("what the sun does", () => {
  it.each(ALMANAC)("$event in $place is as the almanac says", ({ event, place, after, at }) => {
    const found = nextSolar({ event, ...PLACES[place] }, Date.parse(after)) ?? Number.NaN;

    expect(Math.abs(found - Date.parse(at))).toBeLessThanOrEqual(2 * MINUTE_MS);
  });

  it("comes in the order of a day, and each once a day", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -44, max: 44, noNaN: true }),
        fc.double({ min: -179, max: 179, noNaN: true }),
        fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2099, 0) }),
        (lat, lon, from) => {
          const dawn = nextSolar({ event: "dawn_astronomical", lat, lon }, from) ?? Number.NaN;
          const day = SOLAR_EVENTS.map((event) => nextSolar({ event, lat, lon }, dawn - 1));

          expect(day).toEqual(day.toSorted((a, b) => (a ?? 0) - (b ?? 0)));

          for (const [index, event] of SOLAR_EVENTS.entries()) {
            const hours =
              ((nextSolar({ event, lat, lon }, day[index] ?? 0) ?? 0) - (day[index] ?? 0)) /
              3_600_000;

            expect(hours).toBeGreaterThan(23.9);
            expect(hours).toBeLessThan(24.1);
          }
        },
      ),
    );
  });

  it("waits for the end of the polar night", () => {
    const tromso = { event: "sunrise", lat: 69.65, lon: 18.96 } as const;
    const at = nextSolar(tromso, Date.parse("2026-12-01T00:00:00Z")) ?? Number.NaN;

    expect(new Date(at).toISOString()).toMatch(/^2027-01-1/);
  });

  it("does not happen where it never does", () => {
    expect(nextSolar({ event: "sunset", lat: 90, lon: 0 }, 0)).toBeUndefined();
  });

  it("is refused for an event or a place that there is not", () => {
    expect(problemsOf({ solar: { event: "moonrise", lat: 91, lon: -181 } })).toEqual([
      `solar.event: expected one of ${SOLAR_EVENTS.join(", ")}`,
      "solar.lat: expected -90 to 90",
      "solar.lon: expected -180 to 180",
    ]);
  });
});
