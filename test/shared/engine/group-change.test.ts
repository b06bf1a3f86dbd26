import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { changeOf, changedGroup } from "../../../shared/engine/group-change.ts";
import { cellsOf } from "../../../shared/wire/cells.ts";
import type { GroupFrame } from "../../../shared/wire/frames.ts";
import { packCells } from "../../../shared/wire/packed-cells.ts";
import { TASK_STATES, type TaskState } from "../../../shared/wire/views.ts";

const state = fc.constantFrom(...TASK_STATES);

/** How a group was, and how it is after some of its members moved. */
const twoLooks = fc
  .array(state, { minLength: 101, maxLength: 2_100 })
  .chain((before) =>
    fc
      .array(fc.tuple(fc.nat(before.length - 1), state), { maxLength: 40 })
      .map((moves) => [before, before.map((was, at) => new Map(moves).get(at) ?? was)] as const),
  );

describe("a change of a large group", () => {
  it("makes of the group as it was the group as it is", () => {
    fc.assert(
      fc.property(twoLooks, ([was, is]) => {
        const [before, now] = [frameOf(was), frameOf(is)];
        const change = changeOf(before, now);

        expect(change === null ? now : changedGroup(before, change)).toEqual(now);
      }),
    );
  });

  it("names the cells that moved by what they are now, neighbours as one", () => {
    const was = Array.from({ length: 1_000 }, (): TaskState => "PENDING");
    const is = was.with(3, "SUCCESS").with(4, "SUCCESS").with(5, "FAILURE").with(9, "SUCCESS");

    expect(changeOf(frameOf(was), frameOf(is))?.changed_cells).toEqual({
      SUCCESS: [
        [3, 4],
        [9, 9],
      ],
      FAILURE: [[5, 5]],
    });
  });

  it("is none where so much moved that the whole map is shorter", () => {
    const was = Array.from({ length: 1_000 }, (): TaskState => "PENDING");
    const is = was.map((each, place) => (place % 2 === 0 ? "SUCCESS" : each));

    expect(changeOf(frameOf(was), frameOf(is))).toBeNull();
  });
});

function frameOf(states: readonly TaskState[]): GroupFrame {
  return {
    group_id: "run.g0",
    name: "echo",
    first: 0,
    size: states.length,
    parent_id: null,
    counts: { SUCCESS: states.filter((each) => each === "SUCCESS").length },
    cells: packCells(cellsOf(states)),
    pace: { p50: 1, p95: 2, rate: 3, ended_at: states.lastIndexOf("SUCCESS") },
  };
}
