import { describe, expect, it } from "vitest";

import { describeConnection } from "../../../web/live/describe-connection.ts";

describe("describeConnection", () => {
  it("never calls live what may be old", () => {
    const noon = new Date(2026, 10, 21, 12, 0, 0).getTime();

    expect(describeConnection({ kind: "reconnecting", attempt: 1, staleSince: noon })).toEqual({
      shape: "square",
      words: "Reconnecting, stale since 12:00:00",
    });
  });

  it("calls the line gone after five attempts in vain", () => {
    expect(describeConnection({ kind: "reconnecting", attempt: 5, staleSince: null })).toEqual({
      shape: "ring",
      words: "Offline",
    });
  });
});
