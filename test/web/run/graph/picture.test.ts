import { describe, expect, it } from "vitest";

import type { LiveRun } from "../../../../web/live/apply-frame.ts";
import type { Atom } from "../../../../web/run/graph/atoms.ts";
import { frameStatus, pictureOf, statusOf } from "../../../../web/run/graph/picture.ts";
import { groupFrame, nodeView, RUN_ID, runView } from "../../live/views.ts";
import { at, ORIGIN, retriedTwice } from "../retried.ts";

const GROUP = `${RUN_ID}.g0`;
const live: LiveRun = {
  seq: 1,
  run: runView(),
  nodes: new Map([
    [retriedTwice.task_id, retriedTwice],
    [`${RUN_ID}.1`, nodeView(1, { state: "FAILURE", finished_at: at(120) })],
  ]),
  groups: new Map([
    // 4 is SUCCESS, 5 is FAILURE.
    [GROUP, groupFrame(0, { size: 2, counts: { SUCCESS: 1, FAILURE: 1 }, states: btoa("\x45") })],
  ]),
};
const members = new Map([
  [
    GROUP,
    [
      { node: 2, place: 0, state: "SUCCESS" as const, queued: 0, started: 10, finished: 20 },
      { node: 3, place: 1, state: "FAILURE" as const, queued: 0, started: 15, finished: 40 },
    ],
  ],
]);

function atom(id: string, kind: Atom["kind"] = "task"): Atom {
  return {
    id,
    kind,
    name: "add",
    role: "step",
    isOrdered: false,
    groupId: null,
    after: [],
    taskIds: [],
  };
}

function pictured(ms: number | null): ReturnType<typeof pictureOf> {
  return pictureOf(live, [GROUP], {
    at: ms === null ? null : ORIGIN + ms,
    now: ORIGIN + 200,
    members,
  });
}

describe("the picture of a run", () => {
  it("shows each task and each group as it is now", () => {
    expect(statusOf(atom(retriedTwice.task_id), pictured(null))).toEqual({
      state: "SUCCESS",
      figure: "10 ms try 3",
      tally: null,
    });
    expect(statusOf(atom(GROUP, "group"), pictured(null))).toMatchObject({
      state: "FAILURE",
      figure: "2 of 2",
    });
  });

  it("shows them as they were at a moment, members of a group by their times", () => {
    expect(statusOf(atom(retriedTwice.task_id), pictured(50))).toMatchObject({
      state: "STARTED",
      figure: "5 ms try 2",
    });
    expect(statusOf(atom(GROUP, "group"), pictured(30))).toMatchObject({
      state: "STARTED",
      figure: "1 of 2",
    });
    expect(pictured(30).groups.get(GROUP)?.states).toEqual(["SUCCESS", "STARTED"]);
  });

  it("shows a frame as bad as the worst in it, once all of it is over", () => {
    const inside = [atom(retriedTwice.task_id), atom(`${RUN_ID}.1`)];

    expect(frameStatus(inside, pictured(110)).state).toBe("STARTED");
    expect(frameStatus(inside, pictured(120)).state).toBe("FAILURE");
  });

  it("knows nothing of a task that no frame told of", () => {
    expect(statusOf(atom(`${RUN_ID}.99`), pictured(null))).toBeNull();
  });
});
