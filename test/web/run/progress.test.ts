import { expect, it } from "vitest";

import type { NodeView } from "../../../shared/wire/views.ts";
import { progressOf } from "../../../web/run/progress.ts";
import { nodeView } from "../live/views.ts";

function saying(meta: NonNullable<NodeView["progress"]>["meta"]): NodeView {
  return nodeView(0, { state: "STARTED", progress: { state: "PROGRESS", meta } });
}

it("reads how far a task is where it tells current and total", () => {
  expect(progressOf(saying({ current: 3, total: 10, note: "half" }))).toEqual({
    current: 3,
    total: 10,
  });
});

it.each([null, 3, [3, 10], { current: 3 }, { current: "3", total: 10 }, { current: 0, total: 0 }])(
  "makes no number of what else a task may say: %j",
  (meta) => {
    expect(progressOf(saying(meta))).toBeNull();
  },
);
