import type { Block, BlockId } from "../../shared/drawing/block.ts";
import { blocksById, type Drawing } from "../../shared/drawing/drawing.ts";

/** The blocks of a drawing, for who draws them all. */
export interface DrawnBlocks {
  readonly byId: ReadonlyMap<BlockId, Block>;
  /** Those that are called only when something failed. */
  readonly errbacks: ReadonlySet<BlockId>;
}

export function drawnBlocks(drawing: Drawing): DrawnBlocks {
  const byId = blocksById(drawing);
  const errbacks = Array.from(byId.values()).flatMap((block) => block.errbacks);

  return { byId, errbacks: new Set(errbacks.map(({ id }) => id)) };
}
