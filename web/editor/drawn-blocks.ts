import type { Block, BlockId } from "../../shared/drawing/block.ts";
import { allBlocks, type Drawing } from "../../shared/drawing/drawing.ts";

/** The blocks of a drawing, for who draws them all. */
export interface DrawnBlocks {
  readonly byId: ReadonlyMap<BlockId, Block>;
  /** Those that are called only when something failed. */
  readonly errbacks: ReadonlySet<BlockId>;
}

export function drawnBlocks(drawing: Drawing): DrawnBlocks {
  const byId = new Map<BlockId, Block>();
  const errbacks = new Set<BlockId>();

  for (const block of allBlocks(drawing)) {
    byId.set(block.id, block);
    block.errbacks.forEach(({ id }) => errbacks.add(id));
  }

  return { byId, errbacks };
}
