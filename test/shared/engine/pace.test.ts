import { describe, expect, it } from "vitest";

import { type MemberTimes, paceOf } from "../../../shared/engine/pace.ts";

const WAITING: MemberTimes = { queued: 0, started: null, finished: null };

function ended(finished: number, started = 0): MemberTimes {
  return { queued: 0, started, finished };
}

describe("the pace of a group", () => {
  it("is not known before a member is over", () => {
    expect(paceOf([{ ...WAITING, started: 5 }, WAITING])).toBeNull();
  });

  it("tells how long half of those took that ran to their end, and 95 of 100", () => {
    const members = [
      ...Array.from({ length: 100 }, (_, index) => ended(1_000 + index + 1, 1_000)).toReversed(),
      WAITING,
    ];

    expect(paceOf(members)).toMatchObject({ p50: 50, p95: 95, ended_at: 1_100 });
  });

  it("knows no duration of members that were over before they began", () => {
    expect(paceOf([{ queued: null, started: null, finished: 40 }])).toMatchObject({
      p50: null,
      p95: null,
      ended_at: 40,
    });
  });

  it("is that of the last seconds while members are left", () => {
    const members = [
      ...Array.from({ length: 100 }, () => ended(50)),
      ...Array.from({ length: 10 }, () => ended(99_000)),
      WAITING,
    ];

    expect(paceOf(members)?.rate).toBeCloseTo(2);
  });

  it("is that of the whole time when none is left", () => {
    expect(paceOf([ended(500), ended(1_000)])?.rate).toBeCloseTo(2);
  });
});
