import { describe, expect, it } from "vitest";

import type { ServerFrame } from "../../../shared/wire/frames.ts";
import { packCells, unpackCells } from "../../../shared/wire/packed-cells.ts";
import type { TaskState } from "../../../shared/wire/views.ts";
import { applyFrame, type LiveRun } from "../../../web/live/apply-frame.ts";
import { delta, groupFrame, nodeView, runView, snapshot } from "./views.ts";

function replay(...frames: readonly ServerFrame[]): LiveRun | null {
  return frames.reduce<LiveRun | null>(applyFrame, null);
}

function stateOf(live: LiveRun | null, index: number): string | undefined {
  return live?.nodes.get(nodeView(index).task_id)?.state;
}

describe("applyFrame", () => {
  it("replaces a node by its newest view and leaves the others as they are, identity included", () => {
    const before = replay(snapshot({ nodes: [nodeView(0), nodeView(1)] }));
    const after = applyFrame(
      before,
      delta({ changes: [nodeView(1, { state: "SUCCESS", result: 4 })] }),
    );

    expect(stateOf(after, 1)).toBe("SUCCESS");
    expect(after?.nodes.get(nodeView(0).task_id)).toBe(before?.nodes.get(nodeView(0).task_id));
    expect(stateOf(before, 1)).toBe("PENDING");
  });

  it("takes counts and state of the run from a delta and keeps the rest of the run", () => {
    const live = replay(
      snapshot({ run: runView({ name: "orders" }) }),
      delta({ state: "STARTED", counts: { STARTED: 1, SUCCESS: 2 } }),
    );

    expect(live?.run).toMatchObject({
      name: "orders",
      state: "STARTED",
      counts: { STARTED: 1, SUCCESS: 2 },
    });
  });

  it("adds nodes that a replaced task brought in after the snapshot", () => {
    const live = replay(snapshot({ nodes: [nodeView(0)] }), delta({ changes: [nodeView(1)] }));

    expect([...(live?.nodes.keys() ?? [])]).toEqual([nodeView(0).task_id, nodeView(1).task_id]);
  });

  it("replaces a large group's counters and keeps groups that the frame does not name", () => {
    const live = replay(
      snapshot({ groups: [groupFrame(0, { size: 200 }), groupFrame(1, { size: 300 })] }),
      delta({ groups: [groupFrame(1, { size: 300, counts: { SUCCESS: 7 } })] }),
    );

    expect(Array.from(live?.groups.values() ?? [], ({ size, counts }) => [size, counts])).toEqual([
      [200, {}],
      [300, { SUCCESS: 7 }],
    ]);
  });

  it("changes of a large group what a change names, its cells among it, and keeps the rest of it", () => {
    const cells = packCells(Array.from({ length: 200 }, (): TaskState => "PENDING"));
    const pace = { p50: 5, p95: 9, rate: 2.5, ended_at: 700 };
    const live = replay(
      snapshot({ groups: [groupFrame(0, { size: 200, cells }), groupFrame(1, { size: 300 })] }),
      delta({
        group_changes: [
          {
            group_id: groupFrame(0).group_id,
            counts: { SUCCESS: 2, PENDING: 198 },
            changed_cells: { SUCCESS: [[1, 2]] },
            pace,
          },
        ],
      }),
    );
    const [first, other] = [...(live?.groups.values() ?? [])];

    expect(first).toMatchObject({ name: "add", counts: { SUCCESS: 2, PENDING: 198 }, pace });
    expect(unpackCells(first ?? groupFrame(0)).slice(0, 4)).toEqual([
      "PENDING",
      "SUCCESS",
      "SUCCESS",
      "PENDING",
    ]);
    expect(other).toEqual(groupFrame(1, { size: 300 }));
  });

  it("ignores a delta older than what it has already seen", () => {
    const live = replay(
      snapshot({ seq: 5, nodes: [nodeView(0, { state: "SUCCESS" })] }),
      delta({ seq: 4, changes: [nodeView(0, { state: "STARTED" })] }),
    );

    expect(stateOf(live, 0)).toBe("SUCCESS");
    expect(live?.seq).toBe(5);
  });

  it("applies a delta with the seq of the frame before it, as a task that starts is told without being stored", () => {
    const live = replay(
      snapshot({ seq: 5, nodes: [nodeView(0)] }),
      delta({ seq: 5, changes: [nodeView(0, { state: "STARTED" })] }),
    );

    expect(stateOf(live, 0)).toBe("STARTED");
  });

  it("forgets everything when a new snapshot comes, even one with a lower seq", () => {
    const live = replay(
      snapshot({ seq: 9, nodes: [nodeView(0), nodeView(1)], groups: [groupFrame(0)] }),
      snapshot({ seq: 3, nodes: [nodeView(0)] }),
    );

    expect(live).toMatchObject({ seq: 3 });
    expect(live?.nodes.size).toBe(1);
    expect(live?.groups.size).toBe(0);
  });

  it("ignores deltas and the end before a snapshot, as there is nothing to change", () => {
    expect(replay(delta(), { type: "end", seq: 3, run: runView() })).toBeNull();
  });

  it("takes the whole run from the end and keeps its nodes", () => {
    const live = replay(snapshot({ nodes: [nodeView(0)] }), delta({ seq: 2 }), {
      type: "end",
      seq: 2,
      run: runView({ state: "SUCCESS", result: 64 }),
    });

    expect(live?.run).toMatchObject({ state: "SUCCESS", result: 64 });
    expect(live?.nodes.size).toBe(1);
  });

  it("forgets what the run came to when it goes on, as after a retry", () => {
    const ended = runView({
      state: "FAILURE",
      finished_at: "2026-11-21T12:00:01.000Z",
      error: { type: "ValueError", message: "boom", traceback: null, task_id: null },
      result_url: "/somewhere",
    });
    const live = replay(snapshot(), { type: "end", seq: 2, run: ended }, delta({ seq: 3 }));

    expect(live?.run).toEqual(runView({ state: "STARTED" }));
  });

  it("keeps what the run came to when a delta only repeats it, as after a reconnect", () => {
    const ended = runView({
      state: "SUCCESS",
      result: 64,
      finished_at: "2026-11-21T12:00:01.000Z",
    });
    const live = replay(
      snapshot(),
      { type: "end", seq: 2, run: ended },
      delta({ seq: 2, state: "SUCCESS" }),
    );

    expect(live?.run).toEqual(ended);
  });
});
