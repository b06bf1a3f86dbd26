import { describe, expect, it } from "vitest";

import { Retention, resultExpiresMs } from "../../durable/retention.ts";

describe("LOVAGE_RESULT_EXPIRES", () => {
  it.each([
    ["86400", 86_400_000],
    [" 60 ", 60_000],
    ["0.5", 500],
    ["0", null],
    ["null", null],
    ["None", null],
  ])("%j is read", (text, ms) => {
    expect(resultExpiresMs({ LOVAGE_RESULT_EXPIRES: text })).toBe(ms);
  });

  it("is a day where it is not set", () => {
    expect(resultExpiresMs({})).toBe(86_400_000);
  });

  it.each(["", "a day", "-1", "1e99", "NaN", "Infinity"])("%j is refused by name", (text) => {
    expect(() => resultExpiresMs({ LOVAGE_RESULT_EXPIRES: text })).toThrow(
      `LOVAGE_RESULT_EXPIRES is "${text}"; expected a number of seconds`,
    );
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
