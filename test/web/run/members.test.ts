import { describe, expect, it } from "vitest";

import type { TaskState } from "../../../shared/wire/views.ts";
import {
  byNotice,
  densityOf,
  type Member,
  quantile,
  rateOf,
  runTimes,
} from "../../../web/run/members.ts";

function member(place: number, state: TaskState, times: Partial<Member> = {}): Member {
  return { node: place + 1, place, state, queued: 0, started: null, finished: null, ...times };
}

function ended(place: number, finished: number, started = 0): Member {
  return member(place, "SUCCESS", { started, finished });
}

describe("the members of a group", () => {
  it("are listed failed ones first, in the order of their places", () => {
    const members = [
      member(0, "SUCCESS"),
      member(1, "FAILURE"),
      member(2, "STARTED"),
      member(3, "FAILURE"),
      member(4, "REVOKED"),
    ];

    expect(byNotice(members).map(({ place }) => place)).toEqual([1, 3, 4, 2, 0]);
  });

  it("took what the given part of them did not exceed", () => {
    const took = runTimes([ended(0, 30), ended(1, 10), ended(2, 20), member(3, "STARTED")]);

    expect(took).toEqual([10, 20, 30]);
    expect([0.5, 0.95, 1].map((part) => quantile(took, part))).toEqual([20, 30, 30]);
    expect(quantile([], 0.5)).toBeNull();
  });

  it("end at the rate of the last seconds while some are left", () => {
    const members = [
      ...Array.from({ length: 100 }, (_, place) => ended(place, 50)),
      ...Array.from({ length: 10 }, (_, place) => ended(100 + place, 99_000)),
      member(110, "RECEIVED"),
    ];

    expect(rateOf(members, 100_000)).toBeCloseTo(2);
  });

  it("ended at the rate over their whole time when none is left", () => {
    expect(rateOf([ended(0, 500), ended(1, 1_000)], 100_000)).toBeCloseTo(2);
  });

  it("have no rate before the first one ended", () => {
    expect(rateOf([member(0, "STARTED")], 1_000)).toBeNull();
  });

  it("are counted into slices of time by how they ended, the last moment in the last one", () => {
    const members = [ended(0, 0), ended(1, 49), member(2, "FAILURE", { finished: 100 })];

    expect(densityOf(members, { from: 0, to: 100, slices: 2 })).toEqual([
      { succeeded: 2, failed: 0 },
      { succeeded: 0, failed: 1 },
    ]);
  });
});
