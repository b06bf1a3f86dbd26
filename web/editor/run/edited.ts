import type { Block, BlockId } from "../../../shared/drawing/block.ts";
import { allBlocks, blocksById, type Drawing } from "../../../shared/drawing/drawing.ts";

const NONE: ReadonlySet<BlockId> = new Set();

/** The blocks that are called otherwise now than when the drawing was run. Frames are as what is in them. */
export function editedSince(run: Drawing, drawn: Drawing): ReadonlySet<BlockId> {
  if (run.root === drawn.root) {
    return NONE;
  }

  const before = blocksById(run);

  return new Set(
    Array.from(allBlocks(drawn)).flatMap((block) => {
      const ran = before.get(block.id);

      return ran === undefined || ran === block || callOf(ran) === callOf(block) ? [] : [block.id];
    }),
  );
}

/** Of a block without what is in it. */
function callOf(block: Block): string {
  const { links: _, errbacks: __, ...own } = block;

  return "parts" in block ? JSON.stringify({ ...own, parts: [], body: null }) : JSON.stringify(own);
}
