import { describe, expect, it } from "vitest";

import { segmentsOf } from "../../../../web/run/timeline/segments.ts";
import { nodeView } from "../../live/views.ts";
import { at, ORIGIN, retriedTwice } from "../retried.ts";

const NOW = { origin: ORIGIN, now: 200 };

describe("the bar of a task", () => {
  it("tells waiting, running and what is between two attempts apart", () => {
    expect(segmentsOf(retriedTwice, NOW)).toEqual([
      { kind: "wait", from: 0, to: 10 },
      { kind: "failed", from: 10, to: 20 },
      { kind: "backoff", from: 20, to: 40 },
      { kind: "wait", from: 40, to: 45 },
      { kind: "failed", from: 45, to: 60 },
      { kind: "backoff", from: 60, to: 80 },
      { kind: "wait", from: 80, to: 90 },
      { kind: "succeeded", from: 90, to: 100 },
    ]);
  });

  it("grows until now while it runs, and while it waits to be run again", () => {
    const running = nodeView(0, {
      state: "STARTED",
      attempts: 1,
      queued_at: at(0),
      started_at: at(5),
    });
    const waiting = { ...retriedTwice, state: "RETRY" as const, finished_at: null };

    expect(segmentsOf(running, NOW).at(-1)).toEqual({ kind: "running", from: 5, to: 200 });
    expect(segmentsOf(waiting, NOW).at(-1)).toEqual({ kind: "backoff", from: 60, to: 200 });
  });

  it("is empty for a task that never ran", () => {
    expect(segmentsOf(nodeView(0, { state: "FAILURE", finished_at: at(7) }), NOW)).toEqual([]);
  });
});
