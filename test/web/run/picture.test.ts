import { describe, expect, it } from "vitest";

import type { LiveRun } from "../../../web/live/apply-frame.ts";
import { groupIn, pictureOf, type Picture } from "../../../web/run/picture.ts";
import { groupFrame, nodeView, RUN_ID, runView } from "../live/views.ts";
import { at, ORIGIN, retriedTwice } from "./retried.ts";

const LARGE = `${RUN_ID}.g0`;
const SMALL = `${RUN_ID}.g1`;
const FRAME = groupFrame(0, {
  size: 2,
  counts: { SUCCESS: 1, FAILURE: 1 },
  // 4 is SUCCESS, 5 is FAILURE.
  cells: btoa("\x45"),
  pace: { p50: 10, p95: 25, rate: 50, ended_at: 40 },
});
const live: LiveRun = {
  seq: 1,
  run: runView(),
  nodes: new Map([
    [retriedTwice.task_id, retriedTwice],
    ...[1, 2].map((index) => {
      const [queued_at, started_at, finished_at] = [at(0), at(10), at(10 + index * 10)];
      const times = { attempts: 1, queued_at, started_at, finished_at };

      return [
        `${RUN_ID}.${index}`,
        nodeView(index, { state: "SUCCESS", group_id: SMALL, ...times }),
      ] as const;
    }),
  ]),
  groups: new Map([[LARGE, FRAME]]),
};
const members = new Map([
  [
    LARGE,
    [
      { node: 3, place: 0, state: "SUCCESS" as const, queued: 0, started: 10, finished: 20 },
      { node: 4, place: 1, state: "FAILURE" as const, queued: 0, started: 15, finished: 40 },
    ],
  ],
]);

function pictured(ms: number | null): Picture {
  return pictureOf(live, { at: ms === null ? null : ORIGIN + ms, now: ORIGIN + 200, members });
}

describe("the picture of a run", () => {
  it("is what frames tell, now", () => {
    expect(pictured(null)).toMatchObject({ ms: 200, live });
    expect(groupIn(pictured(null), LARGE)).toEqual({
      groupId: LARGE,
      name: "add",
      size: 2,
      counts: { SUCCESS: 1, FAILURE: 1 },
      cells: ["SUCCESS", "FAILURE"],
      pace: FRAME.pace,
    });
  });

  it("works out of the members of a small group what a frame tells of a large one", () => {
    expect(groupIn(pictured(null), SMALL)).toEqual({
      groupId: SMALL,
      name: "add",
      size: 2,
      counts: { SUCCESS: 2 },
      cells: ["SUCCESS", "SUCCESS"],
      pace: { p50: 10, p95: 20, rate: 2_000 / 30, ended_at: 30 },
    });
  });

  it("has tasks and groups as they were at a moment of the past", () => {
    const then = pictured(25);

    expect(then.live.nodes.get(retriedTwice.task_id)?.state).toBe("RETRY");
    expect(groupIn(then, SMALL)).toMatchObject({ counts: { SUCCESS: 1, STARTED: 1 } });
    expect(groupIn(then, LARGE)).toMatchObject({
      name: "add",
      counts: { SUCCESS: 1, STARTED: 1 },
      cells: ["SUCCESS", "STARTED"],
      pace: { p50: 10, ended_at: 20 },
    });
  });

  it("knows no group that the run does not have", () => {
    expect(groupIn(pictured(null), `${RUN_ID}.g7`)).toBeNull();
  });
});
