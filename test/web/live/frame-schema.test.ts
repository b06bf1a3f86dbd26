import { describe, expect, it } from "vitest";

import { parseFrame } from "../../../web/live/frame-schema.ts";
import { delta, groupFrame, nodeView, runView, snapshot } from "./views.ts";

describe("parseFrame", () => {
  it.each([
    [
      "a snapshot",
      snapshot({ nodes: [nodeView(0)], groups: [groupFrame(0, { counts: { SUCCESS: 3 } })] }),
    ],
    ["a delta", delta({ changes: [nodeView(0, { state: "SUCCESS", result: { a: [1] } })] })],
    [
      "a delta in changes",
      delta({
        group_changes: [
          {
            group_id: "g0",
            counts: { SUCCESS: 2 },
            changed_cells: { SUCCESS: [[0, 1]] },
            pace: null,
          },
        ],
      }),
    ],
    ["an end", { type: "end", seq: 9, run: runView({ state: "FAILURE" }) }],
  ])("reads %s as it was sent", (_, frame) => {
    expect(parseFrame(JSON.stringify(frame))).toEqual(frame);
  });

  it.each(["", "hello", "null", '{"type":"progress","seq":1}', '{"type":"delta","seq":1}'])(
    "does not take %j for a frame",
    (text) => {
      expect(parseFrame(text)).toBeNull();
    },
  );
});
