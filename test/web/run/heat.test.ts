import { describe, expect, it } from "vitest";

import type { TaskState } from "../../../shared/wire/views.ts";
import { heatCellAt, heatCells, heatPaths } from "../../../web/run/heat.ts";

function states(count: number, state: TaskState): readonly TaskState[] {
  return Array.from({ length: count }, () => state);
}

describe("heatCells", () => {
  it("has a cell for each member as long as they fit", () => {
    expect(heatCells(["SUCCESS", "FAILURE", "PENDING"], 3)).toEqual([
      "SUCCESS",
      "FAILURE",
      "PENDING",
    ]);
  });

  it("shows the one that failed among ten thousand", () => {
    const members = [...states(7_777, "SUCCESS"), "FAILURE", ...states(2_222, "SUCCESS")] as const;
    const cells = heatCells(members, 100);

    expect(cells).toHaveLength(100);
    expect(
      cells.map((state, cell) => (state === "FAILURE" ? cell : -1)).filter((cell) => cell >= 0),
    ).toEqual([77]);
  });
});

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
