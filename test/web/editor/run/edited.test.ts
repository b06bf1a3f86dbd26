import { expect, it } from "vitest";

import type { Block, BlockId } from "../../../../shared/drawing/block.ts";
import { type Drawing, EMPTY_DRAWING, readDrawing } from "../../../../shared/drawing/drawing.ts";
import { editedSince } from "../../../../web/editor/run/edited.ts";
import { chain, group, s } from "../../../reference/signatures.ts";

function drawn(signature: unknown): Drawing {
  const read = readDrawing(JSON.parse(JSON.stringify(signature)));

  return read.ok ? read.drawing : EMPTY_DRAWING;
}

function partIds({ root }: Drawing): readonly BlockId[] {
  return root !== null && "parts" in root ? root.parts.map(({ id }: Block) => id) : [];
}

it("only the blocks that are called otherwise now were edited, not what stands around or beside them", () => {
  const run = drawn(chain(s("add", 1, 2), group(s("mul", 1), s("mul", 2)), s("xsum")));
  const now = drawn(chain(s("add", 1, 3), group(s("mul", 1), s("mul", 2)), s("xsum")));
  const [first] = partIds(run);

  expect([...editedSince(run, now)]).toEqual([first]);
  expect([
    ...editedSince(run, drawn(chain(s("add", 1, 2), group(s("mul", 1), s("mul", 2)), s("xsum")))),
  ]).toEqual([]);
  expect([...editedSince(run, { ...run, name: "other" })]).toEqual([]);
});
