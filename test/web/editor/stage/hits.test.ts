import { describe, expect, it } from "vitest";

import { EMPTY_DRAWING } from "../../../../shared/drawing/drawing.ts";
import { caughtIn, placedAt, type Rect } from "../../../../web/editor/stage/hits.ts";
import { layoutOf } from "../../../../web/graph/layout-of.ts";
import { chain, group, s } from "../../../reference/signatures.ts";
import { drawn } from "../../../shared/code/drawn.ts";

const layout = layoutOf({
  ...EMPTY_DRAWING,
  root: drawn(chain(s("a"), group(s("b"), s("c")), s("d"))),
});
const frame = placed(layout.frames, 0);
const a = placed(layout.boxes, 0);
const b = placed(layout.boxes, 1);
const c = placed(layout.boxes, 2);

function placed<Placed>(all: readonly Placed[], index: number): Placed {
  const found = all[index];

  if (found === undefined) {
    throw new Error(`Expected ${index + 1} to be placed, and there are ${all.length}.`);
  }

  return found;
}

function around({ x, y, width, height }: Rect): Rect {
  return { x: x - 1, y: y - 1, width: width + 2, height: height + 2 };
}

describe("a rectangle catches", () => {
  it("the nodes that it touches, and not the frame around them", () => {
    const middle = { x: b.x + 20, y: b.y + 20, width: 10, height: c.y - b.y };

    expect(caughtIn(layout, middle)).toEqual([b.id, c.id]);
  });

  it("a frame that is all inside, with what is in it", () => {
    expect(caughtIn(layout, around(frame))).toEqual([frame.id, b.id, c.id]);
  });

  it("nothing where nothing is", () => {
    expect(caughtIn(layout, { x: -500, y: -500, width: 100, height: 100 })).toEqual([]);
  });
});

describe("at a point is", () => {
  it("the node, before the frame around it", () => {
    expect(placedAt(layout, { x: b.x + 1, y: b.y + 1 })?.id).toBe(b.id);
  });

  it("the frame, beside its nodes", () => {
    expect(placedAt(layout, { x: frame.x + 2, y: frame.y + 2 })?.id).toBe(frame.id);
  });

  it("nothing, beside them all", () => {
    expect(placedAt(layout, { x: a.x - 1, y: a.y })).toBeUndefined();
  });
});
