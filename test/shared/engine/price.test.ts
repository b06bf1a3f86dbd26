import { describe, expect, it } from "vitest";

import { costView } from "../../../shared/engine/price.ts";

const NOTHING = { queueOperations: 0, requests: 0, rowsWritten: 0, rowsRead: 0 };

describe("the cost of a run", () => {
  it.each([
    ["queueOperations", 0.4],
    ["requests", 0.15],
    ["rowsWritten", 1],
    ["rowsRead", 0.001],
  ])("of a million %s is their list price", (unit, dollars) => {
    expect(costView({ ...NOTHING, [unit]: 1_000_000 }).usd).toBeCloseTo(dollars, 12);
  });

  it("adds up, and shows shares of a row to three places", () => {
    const usage = { queueOperations: 3, requests: 2 / 3, rowsWritten: 0.0204, rowsRead: 1.99996 };

    expect(costView(usage)).toEqual({
      queue_operations: 3,
      do_requests: 0.667,
      rows_written: 0.02,
      rows_read: 2,
      usd: expect.closeTo((3 * 0.4 + (2 / 3) * 0.15 + 0.0204 + 1.99996 * 0.001) / 1e6, 15),
    });
  });

  it("is printed without the noise of adding fractions up", () => {
    const usage = { queueOperations: 3, requests: 3, rowsWritten: 4, rowsRead: 3 };

    expect(JSON.stringify(costView(usage).usd)).toBe("0.000005653");
  });

  it("of nothing is nothing", () => {
    expect(costView(NOTHING).usd).toBe(0);
  });
});
