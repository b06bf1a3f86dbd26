import { describe, expect, it } from "vitest";

import { attemptsOf } from "../../../web/run/attempts.ts";
import { nodeView } from "../live/views.ts";
import { at, retriedTwice } from "./retried.ts";

describe("the attempts of a task", () => {
  it("are none before it was ready", () => {
    expect(attemptsOf(nodeView(0))).toEqual([]);
  });

  it("are numbered from the first one that is remembered", () => {
    const node = { ...retriedTwice, attempts: 12 };

    expect(attemptsOf(node).map(({ number, state }) => [number, state])).toEqual([
      [10, "FAILURE"],
      [11, "FAILURE"],
      [12, "SUCCESS"],
    ]);
  });

  it("end with one that has no times yet while it waits to be run again", () => {
    const waiting = { ...retriedTwice, state: "RETRY" as const, finished_at: null };

    expect(attemptsOf(waiting).at(-1)).toEqual({
      number: 3,
      state: "RETRY",
      queuedAt: null,
      startedAt: null,
      finishedAt: null,
      error: null,
    });
  });

  it("count as succeeded when they have no error: somebody ran the task again", () => {
    const again = nodeView(0, {
      state: "STARTED",
      attempts: 2,
      past_attempts: [{ queued_at: at(0), started_at: at(1), finished_at: at(2), error: null }],
    });

    expect(attemptsOf(again).map(({ state }) => state)).toEqual(["SUCCESS", "STARTED"]);
  });
});
