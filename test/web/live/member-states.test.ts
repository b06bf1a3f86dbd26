import { describe, expect, it } from "vitest";

import { TASK_STATES } from "../../../shared/wire/views.ts";
import { memberStates } from "../../../web/live/member-states.ts";
import { groupFrame } from "./views.ts";

function base64(...bytes: readonly number[]): string {
  return btoa(String.fromCharCode(...bytes));
}

describe("memberStates", () => {
  it("reads two members a byte, the first in the high half, each an index into the states", () => {
    const states = base64(0x01, 0x23, 0x45, 0x67);

    expect(memberStates(groupFrame(0, { size: 8, states }))).toEqual(TASK_STATES);
  });

  it("leaves out the unused half of the last byte", () => {
    expect(memberStates(groupFrame(0, { size: 3, states: base64(0x45, 0x20) }))).toEqual([
      "SUCCESS",
      "FAILURE",
      "STARTED",
    ]);
  });

  it("knows of no member of an empty group", () => {
    expect(memberStates(groupFrame(0))).toEqual([]);
  });
});
