import type { Block, BlockId } from "../block.ts";
import type { Drawing } from "../drawing.ts";
import { mapParts } from "../walk.ts";

/** The same drawing with other ids for some of its blocks. */
export function renamed(drawing: Drawing, names: ReadonlyMap<BlockId, BlockId>): Drawing {
  const nameOf = (id: BlockId): BlockId => names.get(id) ?? id;
  const rename = (block: Block): Block => {
    const inside = mapParts(block, rename) ?? block;

    return names.has(block.id) ? { ...inside, id: nameOf(block.id) } : inside;
  };
  const { root, shelf, crossings, remarks } = drawing;

  return {
    ...drawing,
    root: root && rename(root),
    shelf: shelf.map(rename),
    crossings: crossings.map(({ from, to }) => ({ from: nameOf(from), to: nameOf(to) })),
    remarks: Object.fromEntries(
      Object.entries(remarks).map(([id, remark]) => [nameOf(id), remark]),
    ),
  };
}
