import { describe, expect, it } from "vitest";

import { EMPTY_DRAWING } from "../../../../../shared/drawing/drawing.ts";
import { NO_STATUSES, type Statuses } from "../../../../../web/editor/run/statuses.ts";
import { nodeStrokes, wireStrokes } from "../../../../../web/editor/stage/sketch/strokes.ts";
import { layoutOf } from "../../../../../web/graph/layout-of.ts";
import type { NodeStatus } from "../../../../../web/graph/nodes/node-look.ts";
import { tally } from "../../../../../web/ui/state.ts";
import { chain, group, s } from "../../../../reference/signatures.ts";
import { drawn } from "../../../../shared/code/drawn.ts";

const layout = layoutOf({
  ...EMPTY_DRAWING,
  root: drawn(chain(s("a"), group(s("b"), s("c")), s("d"))),
});
const ids = layout.boxes.map(({ id }) => id);
const status: NodeStatus = { state: "SUCCESS", figure: null, tally: null, result: null };

function shapes(d: string | undefined): number {
  return d?.match(/M/gu)?.length ?? 0;
}

function withStatuses(...blocks: readonly (readonly [string | undefined, NodeStatus])[]): Statuses {
  return {
    ...NO_STATUSES,
    blocks: new Map(blocks.map(([id, value]) => [id ?? "", value])),
  };
}

describe("all that looks alike is one stroke", () => {
  it("while it is drawn: nodes and pills, frames, wires", () => {
    const { frames, boxes, crosses } = nodeStrokes(layout, NO_STATUSES, new Map());

    expect(boxes.map(({ look, d }) => [look, shapes(d)])).toEqual([[null, 5]]);
    expect(frames.map(({ look, d }) => [look, shapes(d)])).toEqual([[null, 1]]);
    expect(crosses).toBe("");
    const wires = layout.wires.map((wire) => ({ wire, isCrossing: false }));
    expect(wireStrokes(wires).map(({ look, d }) => [look, shapes(d)])).toEqual([["data", 6]]);
  });

  it("while it runs: a stroke for each state, and a cross on what failed", () => {
    const statuses = withStatuses([ids[0], status], [ids[1], { ...status, state: "FAILURE" }]);
    const { boxes, crosses } = nodeStrokes(layout, statuses, new Map());

    expect(new Map(boxes.map(({ look, d }) => [look, shapes(d)]))).toEqual(
      new Map([
        ["SUCCESS", 1],
        ["FAILURE", 1],
        [null, 3],
      ]),
    );
    expect(shapes(crosses)).toBe(1);
  });

  it("of what is wrong the same as of what failed", () => {
    const flaw = { words: "no such task", isWarning: false };
    const { boxes } = nodeStrokes(layout, NO_STATUSES, new Map([[ids[0] ?? "", flaw]]));

    expect(boxes.find(({ look }) => look === "FAILURE")).toMatchObject({ look: "FAILURE" });
  });
});

describe("of many tasks as one node", () => {
  it("each state has as much of its width as of its tasks", () => {
    const many = { ...status, tally: tally({ SUCCESS: 3, PENDING: 1 }) };
    const { boxes } = nodeStrokes(layout, withStatuses([ids[0], many]), new Map());
    const width = layout.boxes[0]?.width ?? 0;

    expect(boxes.find(({ look }) => look === "SUCCESS")?.d).toContain(`h${(width * 3) / 4}v`);
    expect(boxes.find(({ look }) => look === "PENDING")?.d).toContain(`h${width / 4}v`);
  });
});
