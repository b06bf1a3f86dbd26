import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { BeatWorld } from "./beat-world.ts";

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 5, 12);
const EVERY_MINUTE = { schedule: { crontab: "* * * * *" } };

function minutes(...numbers: readonly number[]): number[] {
  return numbers.map((number) => START + number * MINUTE);
}

// What could not be fired is told to the operator.
beforeEach(() => {
  vi.spyOn(console, "error").mockReturnValue();
});
afterEach(() => {
  vi.restoreAllMocks();
});

function worldWith(definition: object): BeatWorld {
  const world = new BeatWorld(START);

  world.add("entry", definition);

  return world;
}

describe("each due time fires once", () => {
  it("when the cron trigger and the alarm come at the same moment", async () => {
    const world = worldWith(EVERY_MINUTE);

    world.now = START + MINUTE;
    await world.tickTwice();
    await world.tick();

    expect(world.fired).toEqual(minutes(1));
    expect(world.history("entry")).toHaveLength(1);
  });

  it("when the alarm was lost and the cron trigger comes late", async () => {
    const world = worldWith({ schedule: { every: 3600 } });

    world.now = START + 3600_000 + 45_000;
    await world.tick();
    await world.tick();

    expect(world.fired).toEqual([START + 3600_000]);
    expect(world.alarmAt).toBe(START + 7200_000);
  });

  it("when the object dies before the run is stored", async () => {
    const world = worldWith(EVERY_MINUTE);

    world.deaths.push("before");
    world.now = START + MINUTE;
    await world.tick();
    expect(world.fired).toEqual([]);

    await world.tick();
    expect(world.fired).toEqual(minutes(1));
  });

  it("when the object dies after the run is stored and before that is written down", async () => {
    const world = worldWith(EVERY_MINUTE);

    world.deaths.push("after", "after", "after");
    world.now = START + MINUTE;

    for (let restart = 0; restart < 4; restart += 1) {
      await world.tick();
    }

    expect(world.fired).toEqual(minutes(1));
    expect(world.history("entry")).toMatchObject([{ outcome: "fired" }]);
    expect(world.schedules.find("entry")?.progress.totalRunCount).toBe(1);
  });

  it("when it died so, and its deadline passed before it came back: it is not taken for skipped", async () => {
    const world = worldWith({ ...EVERY_MINUTE, deadline: 10 });

    world.deaths.push("after");
    world.now = START + MINUTE;
    await world.tick();
    world.now = START + MINUTE + 30_000;
    await world.tick();

    expect(world.fired).toEqual(minutes(1));
    expect(world.history("entry")).toMatchObject([{ outcome: "fired" }]);
    expect(world.alarmAt).toBe(START + 2 * MINUTE);
  });

  it("when nobody came for ten minutes: one run stands for all that were missed", async () => {
    const world = worldWith(EVERY_MINUTE);

    await world.runUntil(START + 2 * MINUTE);
    world.restart();
    world.now = START + 12 * MINUTE + 30_000;
    await world.tick();
    await world.runUntil(START + 14 * MINUTE);

    expect(world.fired).toEqual(minutes(1, 2, 3, 13, 14));
  });

  it("when nobody came for ten minutes and that is too late: what is in time fires", async () => {
    const world = worldWith({ ...EVERY_MINUTE, deadline: 45 });

    world.now = START + 12 * MINUTE + 30_000;
    await world.tick();
    expect(world.fired).toEqual(minutes(12));

    const hourly = worldWith({ schedule: { crontab: "5 * * * *" }, deadline: 45 });

    hourly.now = START + 12 * MINUTE;
    await hourly.tick();
    expect(hourly.fired).toEqual([]);
    expect(hourly.history("entry")).toMatchObject([
      { outcome: "skipped", reason: "its deadline had passed" },
    ]);
  });

  it("when its shard cannot be reached, as soon as it can", async () => {
    const world = worldWith(EVERY_MINUTE);

    world.isCutOff = true;
    world.now = START + MINUTE;
    await world.tick();
    expect(world.alarmAt).toBe(START + MINUTE + 2000);

    world.now += 2000;
    await world.tick();
    expect(world.alarmAt).toBe(START + MINUTE + 6000);

    world.isCutOff = false;
    world.now += 4000;
    await world.tick();
    expect(world.fired).toEqual(minutes(1));
    expect(world.alarmAt).toBe(START + 2 * MINUTE);
  });
});

async function withRunning(overlap: string): Promise<BeatWorld> {
  const world = worldWith({ ...EVERY_MINUTE, overlap });

  await world.runUntil(START + MINUTE);
  world.runs.forEach((_, id) => world.running.add(id));

  return world;
}

describe("while the previous run is not over", () => {
  it("due times are skipped", async () => {
    const world = await withRunning("skip");

    await world.runUntil(START + 3 * MINUTE);
    world.running.clear();
    await world.runUntil(START + 4 * MINUTE);

    expect(world.fired).toEqual(minutes(1, 4));
    expect(world.history("entry").map(({ outcome }) => outcome)).toEqual([
      "fired",
      "skipped",
      "skipped",
      "fired",
    ]);
  });

  it("one waits, if it is to be queued, and fires when the previous one is over", async () => {
    const world = await withRunning("queue");

    await world.runUntil(START + 3 * MINUTE + 15_000);
    expect(world.fired).toEqual(minutes(1));

    world.running.clear();
    await world.runUntil(START + 4 * MINUTE);
    expect(world.fired).toEqual(minutes(1, 2, 4));
    // It is looked at each ten seconds, not only when the next one is due.
    expect([...world.runs.values()][1]).toBe(START + 3 * MINUTE + 20_000);
  });

  it("they fire all the same, if that is allowed", async () => {
    const world = await withRunning("allow");

    await world.runUntil(START + 3 * MINUTE);
    expect(world.fired).toEqual(minutes(1, 2, 3));
  });
});

describe("a change while something fires", () => {
  it("that removes it: it does not come back", async () => {
    const world = worldWith(EVERY_MINUTE);

    world.now = START + MINUTE;
    world.meanwhile = () => world.schedules.remove("entry");
    await world.tick();
    world.restart();

    expect(world.fired).toEqual(minutes(1));
    expect(world.schedules.all).toEqual([]);
    expect(world.alarmAt).toBeUndefined();
  });

  it("that makes it again: it is another entry, which was never fired", async () => {
    const world = worldWith(EVERY_MINUTE);

    world.now = START + MINUTE;
    world.meanwhile = () => {
      world.schedules.remove("entry");
      world.now += 1;
      world.add("entry", EVERY_MINUTE);
    };
    await world.tick();

    expect(world.history("entry")).toEqual([]);
    expect(world.alarmAt).toBe(START + 2 * MINUTE);
  });

  it("that disables it: it stays disabled, and tells of the run", async () => {
    const world = worldWith(EVERY_MINUTE);

    world.now = START + MINUTE;
    world.meanwhile = () => world.schedules.enable("entry", false);
    await world.tick();

    expect(world.alarmAt).toBeUndefined();
    expect(world.history("entry")).toMatchObject([{ outcome: "fired" }]);
  });

  it("that comes before it is submitted: what is due is decided anew", async () => {
    const world = worldWith(EVERY_MINUTE);

    world.now = START + MINUTE;
    const firing = world.tick();

    world.schedules.enable("entry", false);
    await firing;

    expect(world.fired).toEqual([]);
  });
});
