/**
 * `after` with ids of their own for the blocks that have that of another one in `before` by chance: two people who draw on from the same
 * version give what is new the same ids. Two blocks are not the same if they call something else and stand elsewhere too.
 */
import { type Block, type BlockId, isFrame } from "../block.ts";
import { allBlocks, blocksById, type Drawing } from "../drawing.ts";
import { Ids } from "../ids.ts";
import { mapParts } from "../walk.ts";
import { movedBlocks } from "./places.ts";

export function toldApart(before: Drawing, after: Drawing): Drawing {
  const old = blocksById(before);
  const moved = movedBlocks(before, after);
  const fresh = new Ids(Math.max(before.nextId, after.nextId));
  const others = [...allBlocks(after)].filter((block) => {
    const was = old.get(block.id);

    return was !== undefined && moved.has(block.id) && !isSameCall(was, block);
  });

  return others.length === 0
    ? after
    : {
        ...renamed(after, new Map(others.map(({ id }) => [id, fresh.take()]))),
        nextId: fresh.next,
      };
}

/** A group and a chord are the same frame, with a body or without. */
function isSameCall(one: Block, other: Block): boolean {
  return one.kind === "task" && other.kind === "task"
    ? one.task === other.task
    : one.kind === other.kind || (isFrame(one) && isFrame(other));
}

function renamed(drawing: Drawing, names: ReadonlyMap<BlockId, BlockId>): Drawing {
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
