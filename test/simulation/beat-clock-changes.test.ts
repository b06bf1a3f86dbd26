import { describe, expect, it } from "vitest";

import { CLOCK_CHANGES, shortTime } from "../support/clock-changes.ts";
import { localTime } from "../support/local-time.ts";
import { BeatWorld } from "./beat-world.ts";

describe.each(CLOCK_CHANGES)("when the clocks go $what", ({ timezone, after, due }) => {
  it.each(Object.entries(due))("beat fires %s as it is due", async (crontab, expected) => {
    const world = new BeatWorld(Date.parse(after));

    world.add("entry", { schedule: { crontab }, timezone });

    while (world.fired.length < expected.length) {
      await world.runUntil(world.alarmAt ?? Number.NaN);
    }

    expect(world.fired.map((at) => shortTime(localTime(at, timezone)))).toEqual(expected);
  });
});
