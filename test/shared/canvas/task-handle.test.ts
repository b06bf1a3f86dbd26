import { describe, expect, it } from "vitest";

import { group } from "../../../shared/canvas/builders.ts";
import { taskHandle } from "../../../shared/canvas/task-handle.ts";

const add = taskHandle<[x: number, y: number], number>("add");
const echo = taskHandle<unknown[], unknown>("echo");

describe("a signature", () => {
  it("is never changed, only copied", () => {
    const signature = add.s(1, 2);
    const before = JSON.stringify(signature);
    signature.set({ queue: "q" }).link(echo.s()).onError(echo.s()).kw({ z: 1 }).clone([]);
    expect(JSON.stringify(signature)).toBe(before);
  });

  it("takes arguments before those it has", () => {
    expect(add.s(10).clone([30]).toJSON().args).toEqual([30, 10]);
    expect(add.si(1, 2).clone([9], { queue: "q" }).toJSON()).toMatchObject({
      args: [1, 2],
      options: { queue: "q" },
    });
  });

  it("takes options by their names in TypeScript and prints Celery's", () => {
    const options = {
      taskId: "t",
      ignoreResult: true,
      softTimeLimit: 5,
      maxRetries: null,
      expires: new Date(0),
    };
    expect(add.s(1, 2).set(options).set({ softTimeLimit: 6 }).toJSON().options).toEqual({
      task_id: "t",
      ignore_result: true,
      soft_time_limit: 6,
      max_retries: null,
      expires: "1970-01-01T00:00:00.000Z",
    });
  });

  it("can be written out whole", () => {
    expect(add.signature([1], { y: 2 }, { queue: "q", immutable: true }).toJSON()).toEqual({
      task: "add",
      args: [1],
      kwargs: { y: 2 },
      options: { queue: "q" },
      subtask_type: null,
      immutable: true,
    });
  });

  it("of arguments that are no JSON is refused, saying where", () => {
    expect(() => echo.s(1, { at: [undefined] })).toThrow(
      "echo.s: args[1].at[0]: expected JSON, got nothing.",
    );
    expect(() => echo.map([new Map()])).toThrow(
      "echo.map: it[0]: expected JSON, got an instance of a class.",
    );
  });
});

describe("a group", () => {
  it("keeps its options for itself and gives its errback to its members", () => {
    expect(group(add.s(1, 2)).set({ queue: "q" }).onError(echo.s()).toJSON()).toMatchObject({
      kwargs: { tasks: [{ options: { link_error: [{ task: "echo" }] } }] },
      options: { queue: "q" },
    });
  });
});

describe("chunks", () => {
  it("are groups of starmaps, the last one shorter", () => {
    const chunks = add.chunks(
      [
        [0, 0],
        [1, 1],
        [2, 2],
      ],
      2,
    );
    expect(chunks.group().toJSON()).toMatchObject({
      kwargs: {
        tasks: [
          starmapped([
            [0, 0],
            [1, 1],
          ]),
          starmapped([[2, 2]]),
        ],
      },
    });
    expect(add.chunks([], 2).group().toJSON().kwargs).toEqual({ tasks: [] });
  });

  it.each([0, -1, 1.5, Number.NaN])("of %d are refused", (n) => {
    expect(() => add.chunks([], n)).toThrow(
      `add.chunks: n must be a whole number above 0, got ${n}.`,
    );
  });
});

function starmapped(items: readonly [number, number][]): unknown {
  return { task: "celery.starmap", kwargs: { it: items } };
}
