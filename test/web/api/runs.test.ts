import { expect, it } from "vitest";

import { eventsPath } from "../../../web/api/runs.ts";

it.each([
  ["the first time", null, "/api/runs/r1/events?cells=changes"],
  ["after a break, for what it missed", 7, "/api/runs/r1/events?cells=changes&since=7"],
])("frames are asked for with changes of large groups: %s", (_, since, path) => {
  expect(eventsPath("r1", since)).toBe(path);
});
