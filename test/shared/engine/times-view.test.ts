import { describe, expect, it } from "vitest";

import { timesView } from "../../../shared/engine/times-view.ts";
import { chain, group, s } from "../../reference/signatures.ts";
import { start, succeed, viewerOf } from "../../support/hand-run.ts";
import { RUN_ID } from "../../support/model-run.ts";

const ALL = { group: null, from: 0, limit: 10 };

describe("the times of a run", () => {
  it("are told of each task beside its state, counted from when the run was created", () => {
    const memory = start(chain(s("a"), s("b"), s("c")));
    succeed(memory, 0);

    expect(timesView(viewerOf(memory, 1), ALL)).toEqual({
      nodes: [0, 1, 2],
      states: ["SUCCESS", "STARTED", "PENDING"],
      queued: [0, 1000, null],
      // The second runs: only its lease knows since when.
      started: [0, 0, null],
      finished: [1000, null, null],
      next_cursor: null,
    });
  });

  it("may be those of one group, page by page", () => {
    const viewer = viewerOf(start(chain(s("a"), group(s("b"), s("c"), s("d")))));
    const members = { group: `${RUN_ID}.g0`, limit: 2 };

    expect(timesView(viewer, { ...members, from: 0 })).toMatchObject({
      nodes: [1, 2],
      next_cursor: "3",
    });
    expect(timesView(viewer, { ...members, from: 3 })).toMatchObject({
      nodes: [3],
      next_cursor: null,
    });
  });
});
