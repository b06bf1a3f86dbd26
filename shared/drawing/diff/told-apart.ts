/**
 * `after` with ids of their own for the blocks that have that of another one in `before` by chance: two people who draw on from the same
 * version give what is new the same ids. Two blocks are not the same if they call something else and stand elsewhere too.
 */
import { allBlocks, blocksById, type Drawing } from "../drawing.ts";
import { Ids } from "../ids.ts";
import { movedBlocks } from "./places.ts";
import { renamed } from "./renamed.ts";
import { isSameCall } from "./same-call.ts";

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
