import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { type Block, groupBlock, taskBlock } from "../../../shared/drawing/block.ts";
import { type Drawing, EMPTY_DRAWING, readDrawing } from "../../../shared/drawing/drawing.ts";
import { blocksOf } from "../../../shared/drawing/walk.ts";
import { partsOf } from "../../../web/graph/drawing-parts.ts";
import { layOut } from "../../../web/graph/layout/layout.ts";
import { AGGREGATE, MANY_MEMBERS, STACK } from "../../../web/graph/layout/sizes.ts";
import { arbitrarySignature } from "../../shared/canvas/arbitrary-signature.ts";

it("every task of a drawing is drawn, but for what stands inside one that is drawn as many", () => {
  fc.assert(
    fc.property(arbitrarySignature(), (signature) => {
      const read = readDrawing(signature);
      const drawing = read.ok ? read.drawing : EMPTY_DRAWING;
      const { boxes, frames } = layOut(partsOf(drawing));
      const drawn = [...boxes, ...frames].map(({ id }) => id).toSorted();

      expect(drawn).toEqual(drawing.root === null ? [] : expected(drawing.root).toSorted());
    }),
  );
});

describe("a group", () => {
  const group = groupBlock(
    "g",
    Array.from({ length: MANY_MEMBERS + 1 }, (_, index) => taskBlock(`t${index}`, "add")),
  );

  it("of many is one node with room for figures, until it is unfolded", () => {
    expect(boxesOf(group, {})).toEqual([{ id: "g", x: 0, y: 0, ...AGGREGATE, join: null }]);
    expect(boxesOf(group, { g: { folded: false } })).toHaveLength(MANY_MEMBERS + 1);
  });

  it("of few is open, until it is folded", () => {
    const few = groupBlock("g", group.parts.slice(0, 3));

    expect(boxesOf(few, {})).toHaveLength(3);
    expect(boxesOf(few, { g: { folded: true } })).toEqual([
      { id: "g", x: 0, y: 0, ...STACK, join: null },
    ]);
  });
});

function boxesOf(root: Block, remarks: Drawing["remarks"]): readonly unknown[] {
  return layOut(partsOf({ ...EMPTY_DRAWING, root, remarks })).boxes;
}

/** Chains are not drawn, and what is repeated stands for its inner canvas. */
function expected(block: Block): readonly string[] {
  const inside = [...blocksOf(block)];
  const hidden = new Set(
    inside.flatMap((part) =>
      "inner" in part ? Array.from(blocksOf(part.inner), ({ id }) => id) : [],
    ),
  );

  return inside.filter(({ id, kind }) => kind !== "chain" && !hidden.has(id)).map(({ id }) => id);
}
