import { describe, expect, it } from "vitest";

import { applyDelta } from "../../../shared/engine/apply.ts";
import { decideSent } from "../../../shared/engine/decide.ts";
import { revoke } from "../../../shared/engine/memory-run.ts";
import { nodeStateView, nodeView, runningNodes, taskMeta } from "../../../shared/engine/views.ts";
import { chain, chord, s, withOptions } from "../../reference/signatures.ts";
import { START, fail, ignore, start, store, succeed, viewerOf } from "../../support/hand-run.ts";
import { RUN_ID } from "../../support/model-run.ts";

const two = chain(s("echo"), s("echo"));

describe("the state of a task", () => {
  it("is PENDING while it waits, and until its message is in a queue", () => {
    const viewer = viewerOf(start(two));

    expect([0, 1].map((node) => nodeStateView(viewer, node))).toEqual(["PENDING", "PENDING"]);
  });

  it("is RECEIVED once a queue has it, STARTED while a consumer runs it", () => {
    const memory = start(two);

    applyDelta(memory.run, { run: RUN_ID, at: START, facts: decideSent(memory.run, [0]) });

    expect(nodeStateView(viewerOf(memory), 0)).toBe("RECEIVED");
    expect(nodeStateView(viewerOf(memory, 0), 0)).toBe("STARTED");
    expect(runningNodes(viewerOf(memory, 0))).toEqual([0]);
  });

  it.each([
    ["SUCCESS", succeed],
    ["FAILURE", fail],
    ["IGNORED", ignore],
    ["REVOKED", (memory, node) => revoke(memory, node, START)],
  ] satisfies [string, (memory: ReturnType<typeof start>, node: number) => void][])(
    "is %s when it ended so, though somebody may still run it",
    (state, end) => {
      const memory = start(two);

      end(memory, 0);

      expect(nodeStateView(viewerOf(memory), 0)).toBe(state);
      expect(nodeStateView(viewerOf(memory, 0), 0)).toBe(state);
      expect(runningNodes(viewerOf(memory, 0))).toEqual([]);
    },
  );
});

describe("the view of a task", () => {
  it("before it runs has nothing but its name and its times", () => {
    expect(nodeView(viewerOf(start(two)), 0)).toEqual({
      task_id: `${RUN_ID}.0`,
      name: "echo",
      state: "PENDING",
      result: null,
      error: null,
      retries: 0,
      attempts: 1,
      queue: "default",
      parent_id: null,
      group_id: null,
      queued_at: "1970-01-01T00:00:01.000Z",
      started_at: null,
      finished_at: null,
    });
  });

  it("has its result and its times once it succeeded", () => {
    const memory = start(two);

    succeed(memory, 0, { sum: 4 });

    expect(nodeView(viewerOf(memory), 0)).toMatchObject({
      state: "SUCCESS",
      result: { sum: 4 },
      started_at: "1970-01-01T00:00:01.000Z",
      finished_at: "1970-01-01T00:00:02.000Z",
    });
  });

  it("shows since when a consumer runs it", () => {
    expect(nodeView(viewerOf(start(two), 0), 0).started_at).toBe("1970-01-01T00:00:01.000Z");
  });

  it("has its own error, and where a spread one began", () => {
    const memory = start(two);
    const error = { type: "ValueError", message: "boom", traceback: null, task_id: `${RUN_ID}.0` };

    fail(memory, 0);

    expect(nodeView(viewerOf(memory), 0).error).toEqual(error);
    expect(nodeView(viewerOf(memory), 1).error).toEqual(error);
  });

  it("of what a ChordError reached names the body that was told first", () => {
    const memory = start(chain(chord([s("fail"), s("echo")], s("xsum")), s("echo")));
    const error = {
      type: "ChordError",
      message: `Dependency ${RUN_ID}.0 raised ValueError('boom')`,
      traceback: null,
      task_id: `${RUN_ID}.2`,
    };

    fail(memory, 0);
    succeed(memory, 1);

    expect(nodeView(viewerOf(memory), 2).error).toEqual(error);
    expect(nodeView(viewerOf(memory), 3).error).toEqual(error);
  });

  it("says where a result is that is larger than asked for", () => {
    const memory = start(two);

    succeed(memory, 0, "x".repeat(98));

    expect(nodeView(viewerOf(memory), 0, 99)).toMatchObject({
      result: null,
      result_url: `/api/results/${RUN_ID}.0`,
    });
    expect(nodeView(viewerOf(memory), 0, 100)).not.toHaveProperty("result_url");
  });
});

describe("a task with ignore_result", () => {
  const quiet = chain(withOptions(s("echo"), { ignore_result: true }), s("echo"));

  it("shows null, and no address of a result, however large it was", () => {
    const memory = start(quiet);

    succeed(memory, 0, "x".repeat(1000));

    expect(nodeView(viewerOf(memory), 0, 10).result).toBeNull();
    expect(nodeView(viewerOf(memory), 0, 10)).not.toHaveProperty("result_url");
  });

  it("does not fetch what it will not show", () => {
    const memory = start(quiet);

    store(memory, 0, { pack: 0, offset: 0, bytes: 1000 });

    expect(nodeView(viewerOf(memory), 0).result).toBeNull();
  });
});

describe("Celery's meta of a task", () => {
  it("has its call, its family and how long it ran", () => {
    const memory = start(chain(s("add", 2, 2), withOptions(s("add", 3), { queue: "default" })));

    succeed(memory, 0, 4);

    expect(taskMeta(viewerOf(memory), 0)).toEqual({
      task_id: `${RUN_ID}.0`,
      name: "add",
      status: "SUCCESS",
      state: "SUCCESS",
      result: 4,
      error: null,
      traceback: null,
      retries: 0,
      args: [2, 2],
      kwargs: {},
      queue: "default",
      date_done: "1970-01-01T00:00:02.000Z",
      parent_id: null,
      root_id: RUN_ID,
      group_id: null,
      children: [`${RUN_ID}.1`],
      runtime: 1,
    });
    expect(taskMeta(viewerOf(memory), 1)).toMatchObject({
      parent_id: `${RUN_ID}.0`,
      children: [],
      date_done: null,
      runtime: null,
    });
  });

  it("has the exception as Celery stores it where there is no result", () => {
    const memory = start(two);

    fail(memory, 0, "no such order");

    expect(taskMeta(viewerOf(memory), 0).result).toEqual({
      exc_type: "ValueError",
      exc_message: ["no such order"],
      exc_module: "builtins",
    });
  });
});

describe("a task that tells how far it is", () => {
  const progress = { state: "UPLOADING", meta: '{"current":1}' };

  it("has what it tells in place of Celery's state and result, and counts as STARTED", () => {
    const memory = start(two);
    const viewer = { ...viewerOf(memory), running: new Map([[0, { startedAt: 1, progress }]]) };

    expect(taskMeta(viewer, 0)).toMatchObject({
      state: "UPLOADING",
      status: "UPLOADING",
      result: { current: 1 },
    });
    expect(nodeView(viewer, 0)).toMatchObject({
      state: "STARTED",
      progress: { state: "UPLOADING", meta: { current: 1 } },
    });
  });

  it("shows nothing of it any more when it is final", () => {
    const memory = start(two);

    succeed(memory, 0, 4);

    const viewer = { ...viewerOf(memory), running: new Map([[0, { startedAt: 1, progress }]]) };

    expect(taskMeta(viewer, 0)).toMatchObject({ state: "SUCCESS", result: 4 });
    expect(nodeView(viewer, 0)).not.toHaveProperty("progress");
  });
});
