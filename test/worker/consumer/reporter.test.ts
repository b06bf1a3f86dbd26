import { assert, asyncProperty, array, constantFrom, integer, record } from "fast-check";
import { describe, expect, test } from "vitest";

import { isDue, reportAsTheyFinish } from "../../../worker/consumer/reporter.ts";
import { TestClock, idle } from "./deliveries.ts";

interface Recorded {
  readonly at: number;
  readonly items: readonly number[];
}

/** Tasks that finish at given times, and reports that take a while. */
async function simulate(
  finishTimes: readonly number[],
  { reportMs = 0, size = 1 } = {},
): Promise<readonly Recorded[]> {
  const clock = new TestClock();
  const reports: Recorded[] = [];
  let inFlight = 0;
  const wait = (ms: number): Promise<void> =>
    new Promise((resolve) => void clock.after(ms, resolve));
  const running = finishTimes.map(async (ms, index) => {
    await wait(ms);

    return index;
  });
  const done = reportAsTheyFinish(running, {
    after: clock.after,
    sizeOf: () => size,
    async report(items) {
      inFlight += 1;
      expect(inFlight, "one report in flight").toBe(1);
      reports.push({ at: clock.now(), items });
      await wait(reportMs);
      inFlight -= 1;
    },
  });

  await clock.runAll();
  await done;

  return reports;
}

describe("a report leaves", () => {
  test("at once when everything is done", async () => {
    expect(await simulate([3, 3, 3])).toEqual([{ at: 3, items: [0, 1, 2] }]);
  });

  test("5 ms after the first, without the slow neighbour", async () => {
    expect(await simulate([1, 2, 900])).toEqual([
      { at: 6, items: [0, 1] },
      { at: 900, items: [2] },
    ]);
  });

  test("5 ms after the first again, when others left before", async () => {
    expect(await simulate([0, 20, 22, 900])).toEqual([
      { at: 5, items: [0] },
      { at: 25, items: [1, 2] },
      { at: 900, items: [3] },
    ]);
  });

  test("as soon as 50 wait", async () => {
    const [first] = await simulate([...Array.from({ length: 50 }, () => 1), 900]);

    expect(first).toMatchObject({ at: 1, items: { length: 50 } });
  });

  test("after the one in flight, with all that finished meanwhile", async () => {
    expect(await simulate([0, 7, 20, 90], { reportMs: 40 })).toEqual([
      { at: 5, items: [0] },
      { at: 45, items: [1, 2] },
      { at: 90, items: [3] },
    ]);
  });

  test("in parts when it would be larger than an RPC may be", async () => {
    expect(await simulate([1, 1, 1], { size: 5 * 1024 * 1024 })).toEqual([
      { at: 1, items: [0] },
      { at: 1, items: [1] },
      { at: 1, items: [2] },
    ]);
  });

  test("never when there is nothing to report", async () => {
    expect(await simulate([])).toEqual([]);
  });
});

test("nothing that waits is due while tasks run and its time has not come", () => {
  expect(isDue({ waiting: 49, left: 1, overdue: false })).toBe(false);
  expect(isDue({ waiting: 0, left: 0, overdue: true })).toBe(false);
});

test("every outcome is reported exactly once, however long tasks and reports take", async () => {
  const schedule = record({
    times: array(integer({ min: 0, max: 60 }), { maxLength: 120 }),
    reportMs: constantFrom(0, 3, 25),
  });

  await assert(
    asyncProperty(schedule, async ({ times, reportMs }) => {
      const reports = await simulate(times, { reportMs });

      expect(reports.flatMap(({ items }) => items).toSorted((a, b) => a - b)).toEqual([
        ...times.keys(),
      ]);
    }),
    { numRuns: 50 },
  );
  await idle();
});
