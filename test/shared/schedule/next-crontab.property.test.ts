import * as fc from "fast-check";
import { expect, it } from "vitest";

import { type Crontab, parseCrontab } from "../../../shared/schedule/crontab.ts";
import { nextCrontab } from "../../../shared/schedule/next-crontab.ts";
import { walkMinutes } from "./minute-walker.ts";

const TWO_DAYS = 2 * 24 * 60;

/** Instants around which clocks change, by an hour, by half an hour, by a whole day, or not at all. */
const CHANGES: readonly (readonly [string, string])[] = [
  ["UTC", "2026-03-29T01:00:00Z"],
  ["Europe/Paris", "2026-03-29T01:00:00Z"],
  ["Europe/Paris", "2026-10-25T01:00:00Z"],
  ["America/New_York", "2026-03-08T07:00:00Z"],
  ["America/New_York", "2026-11-01T06:00:00Z"],
  ["Australia/Lord_Howe", "2026-10-03T15:30:00Z"],
  ["Australia/Lord_Howe", "2026-04-04T15:00:00Z"],
  ["America/Santiago", "2026-04-05T03:00:00Z"],
  ["America/Santiago", "2026-09-06T04:00:00Z"],
  ["Africa/Casablanca", "2026-02-15T02:00:00Z"],
  ["Asia/Kathmandu", "2026-01-01T00:00:00Z"],
  ["Pacific/Apia", "2011-12-30T10:00:00Z"],
];

function someOf(min: number, max: number): fc.Arbitrary<readonly number[] | undefined> {
  return fc.option(fc.uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: 6 }), {
    nil: undefined,
  });
}

const arbitraryCrontab = fc
  .record({
    minute: someOf(0, 59),
    hour: fc.oneof(someOf(0, 23), someOf(0, 4)),
    day_of_week: fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: someOf(0, 6) },
    ),
    day_of_month: fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: someOf(1, 31) },
    ),
  })
  .map(parsed);

function parsed(spec: Parameters<typeof parseCrontab>[0]): Crontab {
  const result = parseCrontab(spec);

  if (!result.ok) {
    throw new TypeError(JSON.stringify(result.problems));
  }

  return result.crontab;
}

it("a crontab is due exactly when somebody who watches the clock would say so, whatever is done to the clock", () => {
  fc.assert(
    fc.property(
      arbitraryCrontab,
      fc.constantFrom(...CHANGES),
      fc.integer({ min: -26 * 3_600_000, max: 3_600_000 }),
      (crontab, [timezone, change], offset) => {
        const from = Date.parse(change) + offset;
        const found: number[] = [];
        const walked = walkMinutes(crontab, { timezone, from, minutes: TWO_DAYS });

        for (let at = from; found.length < walked.length;) {
          at = nextCrontab(crontab, at, timezone) ?? Number.NaN;
          found.push(at);
        }

        expect(found).toEqual(walked);
      },
    ),
    { numRuns: 300 },
  );
}, 120_000);
