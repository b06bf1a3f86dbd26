import { describe, expect, it } from "vitest";

import { packStates } from "../../../shared/engine/group-frames.ts";
import { TASK_STATES, type TaskState } from "../../../shared/wire/views.ts";
import { groupCells } from "../../../web/live/group-cells.ts";
import { groupFrame } from "./views.ts";

const ODD: readonly TaskState[] = ["SUCCESS", "FAILURE", "STARTED"];

describe("groupCells", () => {
  it.each([
    ["every state there is", TASK_STATES],
    ["an odd number of members, whose last byte is half empty", ODD],
    ["no member at all", []],
  ])("reads what the server packs: %s", (_, states) => {
    const frame = groupFrame(0, { size: states.length, cells: packStates(states) });

    expect(groupCells(frame)).toEqual(states);
  });

  it("takes a state that this page does not know for one that has not begun", () => {
    expect(groupCells(groupFrame(0, { size: 2, cells: btoa("\u00F4") }))).toEqual([
      "PENDING",
      "SUCCESS",
    ]);
  });
});
