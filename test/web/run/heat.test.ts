import { describe, expect, it } from "vitest";

import { heatCellAt, heatPaths } from "../../../web/run/heat.ts";

describe("heatPaths", () => {
  it("fills column by column, and a failed cell takes its whole column on top of all others", () => {
    expect(heatPaths(["SUCCESS", "FAILURE", "SUCCESS"], 2)).toEqual([
      { state: "SUCCESS", d: "M0 0h1v1h-1zM1 0h1v1h-1z" },
      { state: "FAILURE", d: "M0 0h1v2h-1z" },
    ]);
  });
});

describe("heatCellAt", () => {
  it("finds the cell under a point column by column, and the last one past the end", () => {
    const strip = { rows: 4, count: 10 };

    expect(heatCellAt({ x: 0, y: 0 }, strip)).toBe(0);
    expect(heatCellAt({ x: 0, y: 0.99 }, strip)).toBe(3);
    expect(heatCellAt({ x: 0.34, y: 0 }, strip)).toBe(4);
    expect(heatCellAt({ x: 1, y: 1 }, strip)).toBe(9);
  });
});
