import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { GateLine, type LineLimits } from "../../../shared/policy/gate-line.ts";
import type { Waiting } from "../../../shared/policy/line-order.ts";

const START = 1_700_000_000_000;
const FREE: LineLimits = { perSecond: 0, concurrency: null, paused: false, tasks: new Map() };

function waiting(id: number, given: Partial<Waiting> = {}): Waiting {
  return {
    id: String(id),
    task: "add",
    priority: 0,
    at: START,
    perSecond: 0,
    key: null,
    limit: 1,
    ...given,
  };
}

interface Released {
  readonly at: number;
  readonly waiting: Waiting;
}

/** Lets go whatever may, at each of these times. */
function releases(line: GateLine, limits: LineLimits, times: Iterable<number>): Released[] {
  const released: Released[] = [];

  for (const at of times) {
    for (let next = line.take(limits, at); next !== undefined; next = line.take(limits, at)) {
      released.push({ at, waiting: next });
    }
  }

  return released;
}

/** Whoever is awake when something is due, but so much too late each time. */
function* wakeUps(
  line: GateLine,
  limits: LineLimits,
  lateMs: readonly number[],
): Generator<number> {
  let now = START;

  for (const late of lateMs) {
    const due = line.nextAt(limits);

    if (due === undefined) {
      return;
    }

    now = Math.max(now, Math.ceil(due) + late);
    yield now;
  }
}

function most(times: readonly number[], windowMs: number): number {
  return Math.max(
    0,
    ...times.map((from) => times.filter((at) => at >= from && at < from + windowMs).length),
  );
}

const rates = fc.constantFrom([10, 1000], [1, 1000], [10, 60_000], [7, 60_000], [3, 3_600_000]);
const lateness = fc.array(fc.nat(250), { minLength: 30, maxLength: 80 });

describe("a rate", () => {
  test("is never exceeded in any window of its unit, however late somebody wakes up", () => {
    fc.assert(
      fc.property(rates, lateness, fc.boolean(), ([count = 1, unitMs = 1], late, isOfTask) => {
        const perSecond = count / (unitMs / 1000);
        const line = new GateLine(START);
        const limits = isOfTask
          ? { ...FREE, tasks: new Map([["add", perSecond]]) }
          : { ...FREE, perSecond };

        late.forEach((_, index) => line.add(waiting(index)));

        const scaled = late.map((ms) => (ms / 100) * (unitMs / count));
        const released = releases(line, limits, wakeUps(line, limits, scaled));

        expect(released.length).toBeGreaterThan(0);
        expect(
          most(
            released.map(({ at }) => at),
            unitMs,
          ),
        ).toBeLessThanOrEqual(count + 1);
      }),
    );
  });

  test("leaves no token unused while tasks wait and somebody wakes up before the next", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(99), { minLength: 61, maxLength: 61 }), (late) => {
        const limits = { ...FREE, perSecond: 10 };
        const line = new GateLine(START);

        late.forEach((_, index) => line.add(waiting(index)));

        const released = releases(line, limits, wakeUps(line, limits, late));

        expect(released).toHaveLength(61);
        released.forEach(({ at }, index) => {
          expect(at - START - 100 * (index + 1)).toBeLessThan(100);
        });
      }),
    );
  });

  test("is one's own for each task, and a slow one keeps no other waiting", () => {
    const line = new GateLine(START, [["slow", START]]);

    line.add(waiting(1, { task: "slow", perSecond: 1 / 60, priority: 9 }));
    line.add(waiting(2, { task: "quick" }));

    expect(line.take(FREE, START)?.id).toBe("2");
    expect(line.take(FREE, START)).toBeUndefined();
    expect(line.nextAt(FREE)).toBe(START + 60_000);
    expect(line.take(FREE, START + 60_000)?.id).toBe("1");
  });

  test("that is changed counts from the last release", () => {
    const line = new GateLine(START);

    [1, 2, 3].forEach((id) => line.add(waiting(id)));
    line.take({ ...FREE, perSecond: 1 / 360 }, START);

    expect(line.nextAt({ ...FREE, perSecond: 1 / 360 })).toBe(START + 360_000);
    expect(line.nextAt({ ...FREE, perSecond: 10 })).toBe(START + 100);
    expect(line.nextAt(FREE)).toBe(0);
  });
});

describe("concurrency", () => {
  test("is never exceeded, for the queue and for each key, and every slot that is free is used", () => {
    const keys = fc.constantFrom(null, "a", "b");

    fc.assert(
      fc.property(fc.array(keys), fc.integer({ min: 1, max: 4 }), (given, concurrency) => {
        const limits = { ...FREE, concurrency };
        const line = new GateLine(START);
        const running = new Set<Waiting>();

        given.forEach((key, index) => line.add(waiting(index, { key, limit: 2 })));

        for (let left = given.length; left > 0; left -= 1) {
          releases(line, limits, [START]).forEach(({ waiting: next }) => running.add(next));

          expect(running.size).toBeLessThanOrEqual(concurrency);
          ["a", "b"].forEach((key) => {
            const ofKey = [...running].filter((each) => each.key === key);

            expect(ofKey.length).toBeLessThanOrEqual(2);
          });

          const [over] = running;

          expect(over).toBeDefined();
          running.delete(over ?? waiting(-1));
          line.remove(over?.id ?? "");
        }

        expect(line.take(limits, START)).toBeUndefined();
        expect(running.size).toBe(0);
      }),
    );
  });
});

describe("the order", () => {
  test("is by priority, and of one priority by age", () => {
    const line = new GateLine(START);

    line.add(waiting(1, { priority: 0 }));
    line.add(waiting(2, { priority: 9, task: "mul" }));
    line.add(waiting(3, { priority: 5, at: START + 1 }));
    line.add(waiting(4, { priority: 5 }));
    line.add(waiting(5, { priority: 9, at: START + 1 }));

    const ids = releases(line, FREE, [START]).map((each) => each.waiting.id);

    expect(ids).toEqual(["2", "5", "4", "3", "1"]);
  });

  test("lets nobody starve: after nine minutes nobody new goes before it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), fc.nat(600_000), (priority, laterMs) => {
        const line = new GateLine(START);

        line.add(waiting(1));
        line.add(waiting(2, { priority, at: START + laterMs, task: "mul" }));

        const first = line.take(FREE, START + laterMs)?.id;

        expect(first).toBe(priority * 60_000 > laterMs ? "2" : "1");
      }),
    );
  });
});

test("a paused line lets nobody go, and all of them when it goes on", () => {
  const line = new GateLine(START);
  const paused = { ...FREE, paused: true };

  [1, 2, 3].forEach((id) => line.add(waiting(id)));

  expect([line.take(paused, START + 1e9), line.nextAt(paused)]).toEqual([undefined, undefined]);
  expect(releases(line, FREE, [START])).toHaveLength(3);
});

describe("what holds those that wait", () => {
  test("is told of all of them, the first that does", () => {
    const line = new GateLine(START, [["slow", START]]);

    line.add(waiting(1, { task: "slow", perSecond: 1 / 60 }));
    line.add(waiting(2, { task: "slow", perSecond: 1 / 60 }));
    [3, 4, 5].forEach((id) => line.add(waiting(id, { key: "a" })));
    expect(line.held(FREE, START)).toEqual({ paused: 0, rate: 2, concurrency: 0, key: 0 });

    line.take(FREE, START);
    expect(line.held(FREE, START)).toEqual({ paused: 0, rate: 2, concurrency: 0, key: 2 });
    expect(line.held({ ...FREE, concurrency: 1 }, START)).toMatchObject({ concurrency: 4 });
    expect(line.held({ ...FREE, concurrency: 1, paused: true }, START)).toEqual({
      paused: 4,
      rate: 0,
      concurrency: 0,
      key: 0,
    });

    line.remove("2");
    expect(line.held(FREE, START)).toMatchObject({ rate: 1, key: 2 });
  });

  test("is nothing where all may go, and somebody is held as long as any may not", () => {
    const some = fc.record({
      task: fc.constantFrom("add", "mul"),
      key: fc.constantFrom(null, "a"),
      perSecond: fc.constantFrom(0, 1),
    });

    fc.assert(
      fc.property(fc.array(some), fc.boolean(), (given, paused) => {
        const line = new GateLine(START);
        const limits = { ...FREE, paused };

        given.forEach((each, index) => line.add(waiting(index, each)));

        const gone = releases(line, limits, [START]).length;
        const held = Object.values(line.held(limits, START)).reduce((sum, count) => sum + count);

        expect(held).toBe(given.length - gone);
      }),
    );
  });
});

test("what was removed does not go, and neither does what is not there", () => {
  const line = new GateLine(START);

  [1, 2].forEach((id) => line.add(waiting(id)));

  expect([line.remove("1"), line.remove("1"), line.remove("9")]).toEqual([true, false, false]);
  expect(releases(line, FREE, [START]).map((each) => each.waiting.id)).toEqual(["2"]);
});
