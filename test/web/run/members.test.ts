import { describe, expect, it } from "vitest";

import type { TaskState } from "../../../shared/wire/views.ts";
import { byNotice, densityOf, type Member } from "../../../web/run/members.ts";

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

  it("are counted into slices of time by how they ended, the last moment in the last one", () => {
    const members = [ended(0, 0), ended(1, 49), member(2, "FAILURE", { finished: 100 })];

    expect(densityOf(members, { from: 0, to: 100, slices: 2 })).toEqual([
      { succeeded: 2, failed: 0 },
      { succeeded: 0, failed: 1 },
    ]);
  });
});
