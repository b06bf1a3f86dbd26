import { describe, expect, it } from "vitest";

import { cellCount, cellsOf, firstInCell, MOST_CELLS } from "../../../shared/wire/cells.ts";
import type { TaskState } from "../../../shared/wire/views.ts";

function states(count: number, state: TaskState): readonly TaskState[] {
  return Array.from({ length: count }, () => state);
}

describe("the cells of a group", () => {
  it("are its members as long as there are few enough", () => {
    expect(cellsOf(["SUCCESS", "FAILURE", "PENDING"])).toEqual(["SUCCESS", "FAILURE", "PENDING"]);
    expect(cellsOf(states(MOST_CELLS, "SUCCESS"))).toHaveLength(MOST_CELLS);
  });

  it("show the one that failed among a hundred thousand, and lead to where it is", () => {
    const members = [
      ...states(77_777, "SUCCESS"),
      "FAILURE",
      ...states(22_222, "SUCCESS"),
    ] as const;
    const cells = cellsOf(members);
    const failed = cells.indexOf("FAILURE");

    expect(cells).toHaveLength(cellCount(members.length));
    expect(cells.lastIndexOf("FAILURE")).toBe(failed);
    expect(firstInCell(failed, members.length)).toBeLessThanOrEqual(77_777);
    expect(firstInCell(failed + 1, members.length)).toBeGreaterThan(77_777);
  });
});
