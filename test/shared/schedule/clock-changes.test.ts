/** What is due on the days on which clocks are changed, each firing written down. */
import { describe, expect, it } from "vitest";

import { spanAt, findTimeZone } from "../../../shared/schedule/time-zone.ts";
import { CLOCK_CHANGES, shortTime } from "../../support/clock-changes.ts";
import { crontab, nextRuns } from "./schedules.ts";

describe.each(CLOCK_CHANGES)("when the clocks go $what", ({ timezone, after, due }) => {
  it.each(Object.entries(due))("%s is due then and only then", (text, expected) => {
    const found = nextRuns(crontab(text), { after, count: expected.length, timezone });

    expect(found.map(shortTime)).toEqual(expected);
  });
});

describe("a time zone", () => {
  it("is known by its name, however it is spelt, and by its offset", () => {
    expect(findTimeZone("Europe/Paris")).toBe("Europe/Paris");
    expect(findTimeZone("america/new_york")).toBe("America/New_York");
    expect(findTimeZone("UTC")).toBe("UTC");
    expect(findTimeZone("+05:30")).toBe("+05:30");
  });

  it.each(["", "Mars/Olympus", "Europe/Pariss", "CEST", "2026-01-01T00:00Z", "[UTC]", "+25:00"])(
    "is not %j",
    (name) => {
      expect(findTimeZone(name)).toBeUndefined();
    },
  );

  it("whose clocks are never changed is one span", () => {
    expect(spanAt(0, "UTC")).toEqual({
      startsAt: Number.NEGATIVE_INFINITY,
      endsAt: Number.POSITIVE_INFINITY,
      offset: 0,
      offsetBefore: 0,
    });
  });
});
