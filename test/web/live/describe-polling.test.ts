import { describe, expect, it } from "vitest";

import { describePolling } from "../../../web/live/describe-polling.ts";

const NOON = new Date(2026, 10, 21, 12, 0, 0).getTime();
const FRESH = {
  isPaused: false,
  hasFailed: false,
  readAt: NOON,
  now: NOON + 1_000,
  everyMs: 2_000,
};

describe("describePolling", () => {
  it("is live while answers come", () => {
    expect(describePolling(FRESH)).toEqual({ shape: "round", words: "Live" });
  });

  it.each([
    ["an answer failed", { ...FRESH, hasFailed: true }],
    ["none came for long, as after the machine slept", { ...FRESH, now: NOON + 60_000 }],
  ])("says since when it is stale when %s", (_, polling) => {
    expect(describePolling(polling)).toEqual({
      shape: "square",
      words: "Reconnecting, stale since 12:00:00",
    });
  });

  it("says of what time it is when it was paused, and is never live then", () => {
    expect(describePolling({ ...FRESH, isPaused: true }).words).toBe("Paused, as of 12:00:00");
  });

  it("is not live before anything was read", () => {
    expect(describePolling({ ...FRESH, readAt: 0 }).words).toBe("Connecting");
  });
});
