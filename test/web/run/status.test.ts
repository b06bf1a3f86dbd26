import { describe, expect, it } from "vitest";

import { manyStatus, taskStatus } from "../../../web/run/status.ts";
import { nodeView, RUN_ID } from "../live/views.ts";
import { at, ORIGIN, retriedTwice } from "./retried.ts";

describe("the status of a task", () => {
  it("says how long it took, which try it was, and what it gave", () => {
    expect(taskStatus(retriedTwice, ORIGIN + 200)).toEqual({
      state: "SUCCESS",
      figure: "10 ms, try 3",
      tally: null,
      result: { text: "null", title: "null" },
    });
  });

  it("says how long one takes that runs, or how far it says it is", () => {
    const running = nodeView(1, { state: "STARTED", attempts: 1, started_at: at(50) });
    const progress = { state: "PROGRESS", meta: { current: 3, total: 10 } };

    expect(taskStatus(running, ORIGIN + 90).figure).toBe("40 ms");
    expect(taskStatus({ ...running, progress }, ORIGIN + 90).figure).toBe("3 of 10");
  });

  it("says of one that never ran that it did not", () => {
    const error = { type: "ValueError", message: "", traceback: null, task_id: `${RUN_ID}.0` };
    const node = nodeView(1, { state: "FAILURE", error, finished_at: at(7) });

    expect(taskStatus(node, ORIGIN + 90).figure).toBe("did not run");
  });
});

describe("the status of several tasks as one", () => {
  it.each([
    ["SUCCESS", { SUCCESS: 2 }],
    ["FAILURE", { SUCCESS: 1, REVOKED: 1, FAILURE: 1 }],
    ["REVOKED", { REVOKED: 1, IGNORED: 1 }],
    ["STARTED", { FAILURE: 1, RETRY: 1, PENDING: 1 }],
    ["STARTED", { STARTED: 1, RETRY: 1 }],
    ["RETRY", { RETRY: 1, RECEIVED: 1 }],
    ["RECEIVED", { RECEIVED: 1, PENDING: 1 }],
    ["PENDING", { PENDING: 2 }],
  ])("is %s of %j: as bad as the worst once all is over", (state, counts) => {
    expect(manyStatus(counts).state).toBe(state);
  });

  it("says how many are over", () => {
    expect(manyStatus({ SUCCESS: 811, FAILURE: 1, STARTED: 188 }).figure).toBe("812 of 1,000");
  });
});
