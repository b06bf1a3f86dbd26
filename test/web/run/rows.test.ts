import { describe, expect, it } from "vitest";

import type { GroupFrame } from "../../../shared/wire/frames.ts";
import { nodeIndex, orderRows, rowCount } from "../../../web/run/rows.ts";
import { groupFrame, nodeView, RUN_ID } from "../live/views.ts";

function order(indices: readonly number[], groups: readonly GroupFrame[]): readonly string[] {
  const rows = orderRows({
    nodes: new Map(indices.map((index) => [String(index), nodeView(index)])),
    groups: new Map(groups.map((group) => [group.group_id, group])),
  });

  return rows.map((row) =>
    row.kind === "group" ? `group of ${row.group.size} at ${row.index}` : String(row.index),
  );
}

describe("orderRows", () => {
  it("orders tasks by their number, not by when they became known", () => {
    expect(order([2, 10, 0, 1], [])).toEqual(["0", "1", "2", "10"]);
  });

  it("puts a large group where its first member would stand, whatever was told of first", () => {
    const groups = [
      groupFrame(1, { first: 202, size: 300 }),
      groupFrame(0, { first: 1, size: 200 }),
    ];

    expect(order([502, 0, 201], groups)).toEqual([
      "0",
      "group of 200 at 1",
      "201",
      "group of 300 at 202",
      "502",
    ]);
  });
});

it("counts a large group as one row, and tasks that no frame told of yet as well", () => {
  const groups = new Map([["g0", groupFrame(0, { size: 200 })]]);

  expect(rowCount({ groups }, 1_500)).toBe(1_301);
});

it("numbers a lone task, whose id is the run's, 0", () => {
  expect([nodeIndex(RUN_ID), nodeIndex(`${RUN_ID}.17`)]).toEqual([0, 17]);
});
