import { describe, expect, test } from "vitest";

import { taskCatalog } from "../../../shared/task/catalog.ts";
import { taskRegistry } from "../../../shared/task/registry.ts";
import { viewOfTask } from "../../../shared/task/view.ts";
import { gather, greet, sub } from "./sample-tasks.ts";

const catalog = taskCatalog(taskRegistry([sub, greet]), ["default"]);

function problems(
  task: string,
  inner: string,
  it: readonly (number | readonly number[])[],
): unknown {
  return catalog.problemsOf(task, {
    args: [],
    kwargs: { task: { task: inner }, it },
    leading: false,
  });
}

describe("a map at submit", () => {
  test("is refused for its first bad item", () => {
    expect(problems("celery.starmap", "sub", [[1, 2], [3]])).toEqual([
      { path: "kwargs.it[1]", message: "sub() missing 1 required positional argument: 'y'" },
    ]);
  });

  test("is refused for an inner task that does not exist, also over nothing", () => {
    expect(problems("celery.map", "nope", [1])).toMatchObject([{ path: "kwargs.task.task" }]);
    expect(problems("celery.map", "nope", [])).toMatchObject([{ path: "kwargs.task.task" }]);
  });

  test("passes when every item fits", () => {
    expect(problems("celery.starmap", "sub", [[1, 2]])).toEqual([]);
  });
});

test("two tasks of one name are refused when they are registered", () => {
  expect(() => taskRegistry([sub, sub])).toThrow('Two tasks are named "sub"');
});

test("a task is shown with the schemas of its arguments, in their order, and of its result", () => {
  expect(viewOfTask(gather)).toMatchObject({
    name: "gather",
    args: { type: "object", required: ["first", "rest", "note"] },
    rest: "rest",
    result: {},
    options: {
      queue: null,
      ignore_result: false,
      acks_late: true,
      long_running: false,
      max_retries: 3,
    },
  });
});
