import { describe, expect, it } from "vitest";

import { memberAt, nodeAt, stateAt } from "../../../web/run/replay.ts";
import { nodeView } from "../live/views.ts";
import { at, ORIGIN, retriedTwice } from "./retried.ts";

function statesAt(...moments: readonly number[]): readonly string[] {
  return moments.map((ms) => stateAt(retriedTwice, ORIGIN + ms));
}

describe("a task at a moment", () => {
  it("is in the state that it was in, attempt after attempt", () => {
    expect(statesAt(-1, 0, 10, 20, 40, 45, 60, 80, 90, 100)).toEqual([
      "PENDING",
      "RECEIVED",
      "STARTED",
      "RETRY",
      "RECEIVED",
      "STARTED",
      "RETRY",
      "RECEIVED",
      "STARTED",
      "SUCCESS",
    ]);
  });

  it("has no result before its end, and then all that it has", () => {
    expect(nodeAt(retriedTwice, ORIGIN + 50)).toMatchObject({
      state: "STARTED",
      attempts: 2,
      retries: 1,
      started_at: at(45),
      finished_at: null,
      result: null,
    });
    expect(nodeAt(retriedTwice, ORIGIN + 100)).toBe(retriedTwice);
  });

  it("that never ran waits until the end that another one brought it", () => {
    const node = nodeView(1, { state: "FAILURE", finished_at: at(7) });

    expect([6, 7].map((ms) => stateAt(node, ORIGIN + ms))).toEqual(["PENDING", "FAILURE"]);
  });

  it("that is a member of a large group is known by its times alone", () => {
    const member = {
      node: 1,
      place: 0,
      state: "FAILURE" as const,
      queued: 1,
      started: 3,
      finished: 5,
    };

    const never = { queued: null, started: null, finished: null };

    expect([0, 1, 3, 5].map((ms) => memberAt(member, ms))).toEqual([
      { ...member, ...never, state: "PENDING" },
      { ...member, ...never, state: "RECEIVED", queued: 1 },
      { ...member, state: "STARTED", finished: null },
      member,
    ]);
  });
});
