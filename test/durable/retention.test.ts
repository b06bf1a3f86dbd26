import { describe, expect, it } from "vitest";

import { Retention, expiresMs } from "../../durable/retention.ts";

const DAY_MS = 86_400_000;

describe("LOVAGE_RESULT_EXPIRES", () => {
  it.each([
    ["86400", DAY_MS],
    [" 60 ", 60_000],
    ["0.5", 500],
    ["0", null],
    ["null", null],
    ["None", null],
  ])("%j is read", (text, ms) => {
    expect(expiresMs({ LOVAGE_RESULT_EXPIRES: text }).resultExpiresMs).toBe(ms);
  });

  it("is a day where it is not set, and a month that of dead letters", () => {
    expect(expiresMs({})).toEqual({ resultExpiresMs: DAY_MS, deadLetterExpiresMs: 30 * DAY_MS });
  });

  it.each(["LOVAGE_RESULT_EXPIRES", "LOVAGE_DEAD_LETTER_EXPIRES"])(
    "is refused by name where it makes no sense: %s",
    (name) => {
      for (const text of ["", "a day", "-1", "1e99", "NaN", "Infinity"]) {
        expect(() => expiresMs({ [name]: text })).toThrow(
          `${name} is "${text}"; expected a number of seconds`,
        );
      }
    },
  );
});

describe("LOVAGE_DEAD_LETTER_EXPIRES", () => {
  it.each([
    ["3600", "60", 3_600_000],
    ["60", "3600", 3_600_000],
    ["60", "0", null],
    ["0", "60", null],
  ])("%s with results for %s: a letter outlives the results", (letters, results, ms) => {
    const env = { LOVAGE_DEAD_LETTER_EXPIRES: letters, LOVAGE_RESULT_EXPIRES: results };

    expect(expiresMs(env).deadLetterExpiresMs).toBe(ms);
  });
});

describe("what is kept for a minute", () => {
  it("is expired from the minute on after its end, and never while it goes on", () => {
    let now = 1_000_000;
    const retention = new Retention(60_000, () => now);

    now += 59_999;
    expect(retention.isExpired(1_000_000)).toBe(false);
    now += 1;
    expect(retention.isExpired(1_000_000)).toBe(true);
    expect(retention.isExpired(0)).toBe(false);
    expect(retention.expiresAt(1_000_000)).toBe(now);
  });
});

describe("what is kept for ever", () => {
  it("never expires", () => {
    expect(new Retention(null, () => Number.MAX_SAFE_INTEGER).isExpired(1)).toBe(false);
  });
});
