/** What is due on the days on which clocks are changed, each firing written down. */
import { describe, expect, it } from "vitest";

import { spanAt, findTimeZone } from "../../../shared/schedule/time-zone.ts";
import { crontab, nextRuns } from "./schedules.ts";

interface Day {
  readonly what: string;
  readonly timezone: string;
  readonly after: string;
  readonly due: Readonly<Record<string, readonly string[]>>;
}

const DAYS: readonly Day[] = [
  {
    what: "an hour forward in Paris",
    timezone: "Europe/Paris",
    after: "2026-03-29T00:30:00+01:00",
    due: {
      "0 * * * *": ["29T01:00+01:00", "29T03:00+02:00", "29T04:00+02:00", "29T05:00+02:00"],
      "*/30 * * * *": ["29T01:00+01:00", "29T01:30+01:00", "29T03:00+02:00", "29T03:30+02:00"],
      "30 2 * * *": ["29T03:30+02:00", "30T02:30+02:00"],
      "0 2 * * *": ["29T03:00+02:00", "30T02:00+02:00"],
      "0 3 * * *": ["29T03:00+02:00", "30T03:00+02:00"],
      "30 2,3 * * *": ["29T03:30+02:00", "30T02:30+02:00", "30T03:30+02:00"],
    },
  },
  {
    what: "an hour back in Paris",
    timezone: "Europe/Paris",
    after: "2026-10-25T00:30:00+02:00",
    due: {
      "0 * * * *": [
        "25T01:00+02:00",
        "25T02:00+02:00",
        "25T02:00+01:00",
        "25T03:00+01:00",
        "25T04:00+01:00",
      ],
      "*/30 * * * *": [
        "25T01:00+02:00",
        "25T01:30+02:00",
        "25T02:00+02:00",
        "25T02:30+02:00",
        "25T02:00+01:00",
        "25T02:30+01:00",
        "25T03:00+01:00",
      ],
      "30 2 * * *": ["25T02:30+02:00", "26T02:30+01:00"],
      "*/30 2 * * *": ["25T02:00+02:00", "25T02:30+02:00", "26T02:00+01:00"],
      "0 3 * * *": ["25T03:00+01:00", "26T03:00+01:00"],
    },
  },
  {
    what: "an hour forward in New York",
    timezone: "America/New_York",
    after: "2026-03-08T00:30:00-05:00",
    due: {
      "0 * * * *": ["08T01:00-05:00", "08T03:00-04:00", "08T04:00-04:00"],
      "15 2 * * sun": ["08T03:15-04:00", "15T02:15-04:00"],
    },
  },
  {
    what: "an hour back in New York",
    timezone: "America/New_York",
    after: "2026-11-01T00:30:00-04:00",
    due: {
      "0 * * * *": ["01T01:00-04:00", "01T01:00-05:00", "01T02:00-05:00", "01T03:00-05:00"],
      "30 1 * * *": ["01T01:30-04:00", "02T01:30-05:00"],
      "0 2 * * *": ["01T02:00-05:00", "02T02:00-05:00"],
    },
  },
  {
    what: "half an hour forward on Lord Howe",
    timezone: "Australia/Lord_Howe",
    after: "2026-10-04T00:30:00+10:30",
    due: {
      "0 * * * *": ["04T01:00+10:30", "04T02:30+11:00", "04T03:00+11:00", "04T04:00+11:00"],
      "*/30 * * * *": ["04T01:00+10:30", "04T01:30+10:30", "04T02:30+11:00", "04T03:00+11:00"],
      "15 2 * * *": ["04T02:45+11:00", "05T02:15+11:00"],
      "45 2 * * *": ["04T02:45+11:00", "05T02:45+11:00"],
    },
  },
  {
    what: "half an hour back on Lord Howe",
    timezone: "Australia/Lord_Howe",
    after: "2026-04-05T00:45:00+11:00",
    due: {
      "0 * * * *": ["05T01:00+11:00", "05T02:00+10:30", "05T03:00+10:30"],
      "30 * * * *": ["05T01:30+11:00", "05T01:30+10:30", "05T02:30+10:30"],
      "*/20 * * * *": [
        "05T01:00+11:00",
        "05T01:20+11:00",
        "05T01:40+11:00",
        "05T01:40+10:30",
        "05T02:00+10:30",
      ],
      "45 1 * * *": ["05T01:45+11:00", "06T01:45+10:30"],
    },
  },
];

describe.each(DAYS)("when the clocks go $what", ({ timezone, after, due }) => {
  it.each(Object.entries(due))("%s is due then and only then", (text, expected) => {
    const found = nextRuns(crontab(text), { after, count: expected.length, timezone });

    expect(found.map((time) => time.slice(8, 16) + time.slice(19))).toEqual(expected);
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
