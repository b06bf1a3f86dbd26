import { describe, expect, it } from "vitest";

import { paceWords } from "../../../web/run/pace.ts";

const pace = { p50: 380, p95: 1_200, rate: 41, ended_at: 20_000 };

describe("the pace of a group in words", () => {
  it("says how fast it goes and how long the rest will take", () => {
    expect(paceWords({ counts: { SUCCESS: 812, STARTED: 188 }, pace }, 20_100)).toEqual({
      rate: "41/s",
      left: "4.5 s",
      p50: "380 ms",
      p95: "1.2 s",
    });
  });

  it("counts no moments that are over before they are read", () => {
    expect(paceWords({ counts: { SUCCESS: 990, STARTED: 10 }, pace }, 20_100).left).toBeNull();
  });

  it("takes no old rate for the present one when nothing ends any more", () => {
    expect(paceWords({ counts: { SUCCESS: 812, STARTED: 188 }, pace }, 60_000)).toMatchObject({
      rate: "0/s",
      left: null,
    });
  });

  it("keeps the rate over the whole time of a group that is over", () => {
    expect(paceWords({ counts: { SUCCESS: 1_000 }, pace }, 60_000)).toMatchObject({
      rate: "41/s",
      left: null,
    });
  });

  it("says nothing before anything ended", () => {
    expect(paceWords({ counts: { STARTED: 1 }, pace: null }, 10)).toEqual({
      rate: null,
      left: null,
      p50: null,
      p95: null,
    });
  });
});
