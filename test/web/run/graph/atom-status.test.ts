import { describe, expect, it } from "vitest";

import type { LiveRun } from "../../../../web/live/apply-frame.ts";
import { frameStatus, statusOf } from "../../../../web/run/graph/atom-status.ts";
import type { Atom } from "../../../../web/run/graph/atoms.ts";
import { pictureOf, type Picture } from "../../../../web/run/picture.ts";
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
  groups: new Map([[GROUP, groupFrame(0, { size: 500, counts: { SUCCESS: 400, STARTED: 100 } })]]),
};

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

function pictured(ms: number): Picture {
  return pictureOf(live, { at: ORIGIN + ms, now: ORIGIN + 200, members: new Map() });
}

describe("what is drawn of a run", () => {
  it("shows a task as it is at the moment that is shown", () => {
    expect(statusOf(atom(retriedTwice.task_id), pictured(50))).toMatchObject({
      state: "STARTED",
      figure: "5 ms, try 2",
    });
  });

  it("shows a frame as bad as the worst in it, once all of it is over", () => {
    const inside = [atom(retriedTwice.task_id), atom(`${RUN_ID}.1`)];

    expect(frameStatus(inside, pictured(110)).state).toBe("STARTED");
    expect(frameStatus(inside, pictured(120)).state).toBe("FAILURE");
  });

  it("counts the members of a large group inside a frame one by one", () => {
    const inside = [atom(retriedTwice.task_id), atom(GROUP, "group")];

    expect(frameStatus(inside, pictured(120)).figure).toBe("401 of 501");
  });

  it("knows nothing of a task that no frame told of", () => {
    expect(statusOf(atom(`${RUN_ID}.99`), pictured(0))).toBeNull();
  });
});
