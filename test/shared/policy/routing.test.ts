import { describe, expect, test } from "vitest";

import { type TaskRoutes, routeOf } from "../../../shared/policy/routing.ts";

function queueOf(routes: TaskRoutes, task: string, kwargs = {}): string | undefined {
  return routeOf(routes, { task, args: [], kwargs, options: {} }).queue;
}

describe("task routes", () => {
  // The vector of Celery's own test_routes.py.
  const celerys: TaskRoutes = [
    [
      ["proj.tasks.bar*", "routeC"],
      ["proj.tasks.*", "routeA"],
      ["demoapp.tasks.bar.*", { queue: "routeB" }],
      [/(video|image)\.tasks\..*/, "media"],
    ],
  ];

  test.each([
    ["proj.tasks.bar", "routeC"],
    ["proj.tasks.bar.baz", "routeC"],
    ["proj.tasks.foo", "routeA"],
    ["demoapp.tasks.bar.moo", "routeB"],
    ["video.tasks.foo", "media"],
    ["image.tasks.foo", "media"],
    ["old.video.tasks.foo", undefined],
    ["demoapp.foo.bar.moo", undefined],
    ["proj-tasks-foo", undefined],
  ])("send %s to %s", (task, queue) => {
    expect(queueOf(celerys, task)).toBe(queue);
  });

  test("prefer the exact name to a pattern that is written before it", () => {
    expect(queueOf([{ "add*": "low", add: "high" }], "add")).toBe("high");
  });

  test("take the first router that has an answer", () => {
    const byUrgency: TaskRoutes = [
      ({ kwargs }) => ("urgent" in kwargs ? { queue: "high", priority: 9 } : null),
      { add: "low" },
    ];

    expect(queueOf(byUrgency, "add", { urgent: true })).toBe("high");
    expect(queueOf(byUrgency, "add")).toBe("low");
    expect(queueOf(byUrgency, "mul")).toBeUndefined();
  });
});
