import * as fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { readSchedule, scheduleJson } from "../../shared/schedule/schedule-json.ts";
import { nextRun } from "../../shared/schedule/schedule.ts";
import { BeatWorld } from "./beat-world.ts";

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 5, 12);

// What could not be fired is told to the operator.
beforeEach(() => {
  vi.spyOn(console, "error").mockReturnValue();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const SCHEDULES = [
  { crontab: "* * * * *" },
  { crontab: "*/5 * * * *" },
  { every: 17 },
  { every: 45.5 },
] as const;

/** What happens next: time passes, somebody comes or not, and dies or not. */
const step = fc.record({
  passes: fc.oneof(fc.integer({ min: 1, max: 90_000 }), fc.integer({ min: 1, max: 15 * MINUTE })),
  comes: fc.constantFrom("alarm", "cron", "both", "nobody"),
  dies: fc.option(fc.constantFrom("before", "after"), { nil: undefined, freq: 4 }),
  restarts: fc.boolean(),
});

it("whatever comes late, twice or not at all, and whenever the object dies, no due time fires twice and none is forgotten", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...SCHEDULES),
      fc.array(step, { minLength: 1, maxLength: 18 }),
      async (json, steps) => {
        const world = new BeatWorld(START);

        world.add("entry", { schedule: json });

        for (const { passes, comes, dies, restarts } of steps) {
          world.now += passes;
          world.deaths.splice(0, 1, ...(dies === undefined ? [] : [dies]));
          await (comes === "both" ? world.tickTwice() : comes !== "nobody" && world.tick());

          if (restarts) {
            world.restart();
          }
        }

        world.deaths.length = 0;
        world.restart();
        await world.tick();

        const schedule = readSchedule(scheduleJson.parse(json));
        const all: number[] = [];

        for (let at = nextRun(schedule, START, "UTC"); at !== undefined && at <= world.now;) {
          all.push(at);
          at = nextRun(schedule, at, "UTC");
        }

        // One id for one due time, and only for what was due.
        expect(new Set(world.fired).size).toBe(world.fired.length);
        expect(world.fired.filter((due) => !all.includes(due))).toEqual([]);
        // Each time that passed fired itself, or passed while one before it was late, which stands for it.
        const fired = world
          .history("entry")
          .map(({ due_at, at }) => ({ due: Date.parse(due_at ?? ""), at: Date.parse(at) }));

        for (const time of all) {
          expect(fired.some(({ due, at }) => due === time || (due < time && time <= at))).toBe(
            true,
          );
        }

        expect(fired).toHaveLength(world.fired.length);
        expect(world.alarmAt).toBeGreaterThan(world.now);
      },
    ),
    { numRuns: 200 },
  );
});
