import { describe, expect, it } from "vitest";

import { Caretaker } from "../../durable/caretaker.ts";

const NOW = 1_000_000;

/** What a caretaker sees of its object; each test changes what it is about. */
interface World {
  isUnderWay: boolean;
  behindSince: number | undefined;
  dueAt: number | undefined;
  leaseEndsAt: number | undefined;
  somethingWaits: boolean;
  isSuspicious: boolean;
  isGated: boolean;
  fails: boolean;
  isAlarmLost: boolean;
  expiryAt: number | undefined;
}

const CALM: World = {
  isUnderWay: false,
  behindSince: undefined,
  dueAt: undefined,
  leaseEndsAt: undefined,
  somethingWaits: false,
  isSuspicious: false,
  isGated: false,
  fails: false,
  isAlarmLost: false,
  expiryAt: undefined,
};

function ticked(change: Partial<World>): Promise<readonly string[]> {
  return after(change, (caretaker) => caretaker.tick());
}

function watched(change: Partial<World>): Promise<readonly string[]> {
  return after(change, (caretaker) => caretaker.watch());
}

async function after(
  change: Partial<World>,
  act: (caretaker: Caretaker) => Promise<void> | void,
): Promise<readonly string[]> {
  const world = { ...CALM, ...change };
  const done: string[] = [];
  const { somethingWaits, isSuspicious, fails } = world;
  const caretaker = new Caretaker({
    shard: {
      ...world,
      fireDue: () => done.push("due"),
      sweep: () => done.push("sweep"),
      checkpoint: () => done.push("checkpoint"),
    },
    expiries: [{ tick: () => done.push("expire"), nextAt: world.expiryAt }],
    lostWorkers: { nextAt: world.leaseEndsAt, settle: () => done.push("leases") },
    lostTasks: {
      isSuspicious,
      look: async () => {
        if (fails) {
          throw new Error("The queue cannot be looked at.");
        }

        return somethingWaits;
      },
    },
    gatedTasks: { look: async () => world.isGated },
    alarm: {
      fired: () => done.push("fired"),
      arm: (at) => done.push(`alarm +${at - NOW}`),
      forgetIfLost: () => world.isAlarmLost,
    },
    now: () => NOW,
    later: (_, ms) => done.push(`timer ${ms}`),
  });

  await act(caretaker);

  return done;
}

describe("an alarm", () => {
  it("of an object with nothing to do is the last", async () => {
    expect(await ticked({})).toEqual(["fired", "due", "leases", "sweep", "expire"]);
  });

  it("is followed by another while a task is on its way, sooner when it waits in a queue", async () => {
    expect(await ticked({ isUnderWay: true })).toContain("alarm +60000");
    expect(await ticked({ isUnderWay: true, somethingWaits: true })).toContain("alarm +10000");
  });

  it("comes when something is due, and not before for what only waits for its time", async () => {
    expect(await ticked({ dueAt: NOW + 3_600_000 })).toEqual([
      "fired",
      "due",
      "leases",
      "sweep",
      "expire",
      "alarm +3600000",
    ]);
  });

  it("comes when something is to be removed, armed after whatever comes sooner", async () => {
    expect((await ticked({ expiryAt: NOW + 86_400_000, isUnderWay: true })).slice(-2)).toEqual([
      "alarm +60000",
      "alarm +86400000",
    ]);
  });

  it("comes to ask a gate for what stands in its line", async () => {
    expect(await ticked({ isGated: true })).toContain("alarm +300000");
  });

  it("comes when a lease runs out", async () => {
    expect(await ticked({ isUnderWay: true, leaseEndsAt: NOW + 45_000 })).toContain("alarm +45000");
  });

  it("writes a checkpoint when the object has been quiet, and comes again for it otherwise", async () => {
    expect(await ticked({ behindSince: NOW - 30_000 })).toContain("checkpoint");
    expect(await ticked({ behindSince: NOW - 1000 })).toContain("alarm +29000");
    expect(await ticked({ behindSince: NOW - 1000 })).not.toContain("checkpoint");
  });

  it("keeps the object in memory while tasks wait in a queue that is empty", async () => {
    expect(await ticked({ isUnderWay: true, somethingWaits: true, isSuspicious: true })).toContain(
      "timer 10000",
    );
  });

  it("that fails is set again", async () => {
    expect(await ticked({ fails: true })).toContain("alarm +10000");
  });
});

describe("an alarm that got lost", () => {
  it("is set again at once, and one that did not is left alone", async () => {
    expect(await watched({ isAlarmLost: true })).toEqual(["alarm +0"]);
    expect(await watched({})).toEqual([]);
  });
});
