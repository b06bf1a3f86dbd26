import { describe, expect, it } from "vitest";

import { eventsOf, inTime, memberEvents } from "../../../../web/run/events/events.ts";
import { membersOf } from "../../../../web/run/members.ts";
import { nodeView, RUN_ID } from "../../live/views.ts";
import { at, ORIGIN, retriedTwice } from "../retried.ts";

describe("what happened to a task", () => {
  it("is told of each attempt, with why it was not the last", () => {
    expect(
      eventsOf([retriedTwice]).map(({ kind, attempt, because }) => [kind, attempt, because]),
    ).toEqual([
      ["queued", 1, null],
      ["started", 1, null],
      ["retried", 1, "ValueError: first"],
      ["queued", 2, null],
      ["started", 2, null],
      ["retried", 2, "ValueError: second"],
      ["queued", 3, null],
      ["started", 3, null],
      ["succeeded", 3, null],
    ]);
  });

  it("is its end alone when it never ran, and why", () => {
    const error = { type: "ValueError", message: "boom", traceback: null, task_id: `${RUN_ID}.0` };
    const spread = nodeView(1, { state: "FAILURE", finished_at: at(7), error });

    expect(eventsOf([spread])).toEqual([
      {
        at: at(7),
        kind: "failed",
        taskId: spread.task_id,
        name: "add",
        attempt: 0,
        because: "ValueError: boom",
      },
    ]);
  });

  it("is told of a member of a large group by its times", () => {
    const members = membersOf({
      nodes: [5],
      states: ["FAILURE"],
      queued: [0],
      started: [3],
      finished: [9],
      next_cursor: null,
    });

    expect(
      memberEvents(members, { runId: RUN_ID, name: "mul", createdAt: ORIGIN }).map(
        ({ kind, at: when, taskId }) => [kind, when, taskId],
      ),
    ).toEqual([
      ["queued", at(0), `${RUN_ID}.5`],
      ["started", at(3), `${RUN_ID}.5`],
      ["failed", at(9), `${RUN_ID}.5`],
    ]);
  });
});

it("puts events in order, and what came at once as it stood", () => {
  const first = nodeView(0, {
    state: "SUCCESS",
    attempts: 1,
    queued_at: at(0),
    finished_at: at(5),
  });
  const second = nodeView(1, { state: "RECEIVED", attempts: 1, queued_at: at(5) });

  expect(inTime(eventsOf([second, first])).map(({ kind }) => kind)).toEqual([
    "queued",
    "queued",
    "succeeded",
  ]);
  expect(inTime(eventsOf([first, second])).map(({ kind }) => kind)).toEqual([
    "queued",
    "succeeded",
    "queued",
  ]);
});
