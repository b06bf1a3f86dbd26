import { describe, expect, it } from "vitest";

import { TASK_STATES } from "../../../shared/wire/views.ts";
import { BAR_ORDER, tally } from "../../../web/ui/state.ts";

describe("tally", () => {
  it("counts what is final as done, and orders the parts from done to not begun", () => {
    expect(tally({ PENDING: 3, STARTED: 2, FAILURE: 1, SUCCESS: 4, IGNORED: 1 })).toEqual({
      total: 11,
      done: 6,
      parts: [
        { state: "SUCCESS", count: 4 },
        { state: "IGNORED", count: 1 },
        { state: "FAILURE", count: 1 },
        { state: "STARTED", count: 2 },
        { state: "PENDING", count: 3 },
      ],
    });
  });

  it("has no part for a state that nothing is in", () => {
    expect(tally({ SUCCESS: 0 })).toEqual({ total: 0, done: 0, parts: [] });
  });

  it("has a place in the bar for every state", () => {
    expect(BAR_ORDER.toSorted()).toEqual(TASK_STATES.toSorted());
  });
});
