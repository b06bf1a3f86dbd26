import { expect, it } from "vitest";

import { fingerprintsOf } from "../../../web/run/fingerprints.ts";
import { nodeView, RUN_ID } from "../live/views.ts";

function failed(
  index: number,
  message: string,
  line: number,
  by = index,
): ReturnType<typeof nodeView> {
  return nodeView(index, {
    state: "FAILURE",
    error: {
      type: "ValueError",
      message,
      traceback: `ValueError: ${message}\n    at run (file:///tasks/fail.ts:${line}:11)\n    at perform (file:///perform.ts:1:2)`,
      task_id: `${RUN_ID}.${by}`,
    },
  });
}

it("takes failures of one exception raised at one place for the same, whatever their messages say", () => {
  const kinds = fingerprintsOf([failed(1, "one", 9), failed(2, "two", 14), failed(3, "three", 14)]);

  expect(kinds.map(({ message, place, taskIds }) => [message, place, taskIds.length])).toEqual([
    ["two", "fail.ts:14", 2],
    ["one", "fail.ts:9", 1],
  ]);
});

it("leaves out what failed because of another task", () => {
  expect(fingerprintsOf([failed(2, "boom", 9, 1)])).toEqual([]);
});
