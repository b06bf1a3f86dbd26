import { describe, expect, it } from "vitest";

import { DAY_MS, hourLabels, marksOf, TOUCHING_MS } from "../../../web/schedules/day-marks.ts";

const HOUR_MS = DAY_MS / 24;
const MINUTE_MS = HOUR_MS / 60;
const DAY = { start: Date.parse("2026-11-21T12:34:56.000Z"), touchingMs: TOUCHING_MS.wide };

describe("the marks of a day", () => {
  it("stand where their times are, and those of other days are left out", () => {
    const times = [-1, 6, 18, 24].map((hours) => DAY.start + hours * HOUR_MS);

    expect(marksOf(times, DAY, false)).toEqual([
      { from: 0.25, to: 0.25 },
      { from: 0.75, to: 0.75 },
    ]);
  });

  it("are one where they would touch", () => {
    const minutes = Array.from({ length: 61 }, (_, minute) => DAY.start + minute * MINUTE_MS);

    expect(marksOf([...minutes, DAY.start + 12 * HOUR_MS], DAY, false)).toEqual([
      { from: 0, to: 1 / 24 },
      { from: 0.5, to: 0.5 },
    ]);
  });

  it("touch sooner where there is less room", () => {
    const quarters = Array.from(
      { length: 5 },
      (_, quarter) => DAY.start + quarter * 15 * MINUTE_MS,
    );

    expect(marksOf(quarters, DAY, false)).toHaveLength(5);
    expect(marksOf(quarters, { ...DAY, touchingMs: TOUCHING_MS.narrow }, false)).toEqual([
      { from: 0, to: 1 / 24 },
    ]);
  });

  it("go on to the end of the day when there were more times than were asked for", () => {
    const minutes = Array.from({ length: 61 }, (_, minute) => DAY.start + minute * MINUTE_MS);

    expect(marksOf(minutes, DAY, true)).toEqual([{ from: 0, to: 1 }]);
    // These reach beyond the day: what follows them is not of it.
    expect(marksOf([DAY.start, DAY.start + DAY_MS], DAY, true)).toEqual([{ from: 0, to: 0 }]);
  });
});

it("the hours of a day are labelled at whole hours, four of them", () => {
  const labels = hourLabels(DAY);

  expect(labels).toHaveLength(4);
  expect(labels.every(({ time }) => new Date(time).getMinutes() === 0)).toBe(true);
  expect(labels.every(({ at }) => at > 0 && at < 1)).toBe(true);
});
