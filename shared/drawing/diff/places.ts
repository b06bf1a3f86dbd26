/** Where the blocks of two drawings stand, told by what both of them have: a frame that was put around a block does not move it. */
import type { Block, BlockId } from "../block.ts";
import { type Drawing, wholesOf } from "../drawing.ts";
import { placesIn } from "../walk.ts";
import { longestRising } from "./longest-rising.ts";

/** The blocks that both have and that stand elsewhere, or in another order. */
export function movedBlocks(before: Drawing, after: Drawing): ReadonlySet<BlockId> {
  const [old, now] = [parentsOf(before), parentsOf(after)];
  const isCommon = (id: BlockId): boolean => old.has(id) && now.has(id);
  const [oldSpots, spots] = [spotsOf(old, isCommon), spotsOf(now, isCommon)];
  const order = new Map([...oldSpots.keys()].map((id, index) => [id, index]));
  const stayed = [...spots.keys()].filter((id) => spots.get(id) === oldSpots.get(id));
  const together = Map.groupBy(stayed, (id) => spots.get(id));
  const inOrder = new Set(
    [...together.values()].flatMap((ids) => longestRising(ids, (id) => order.get(id) ?? 0)),
  );

  return new Set([...spots.keys()].filter((id) => !inOrder.has(id)));
}

/** What a block is part of, and as what; a whole is part of the drawing. */
interface Held {
  readonly holder: BlockId | null;
  readonly role: string;
}

/** In the order in which they are read. */
function parentsOf(drawing: Drawing): ReadonlyMap<BlockId, Held> {
  const parents = new Map<BlockId, Held>();

  const visit = (block: Block, held: Held): void => {
    parents.set(block.id, held);

    for (const { block: part, role } of placesIn(block)) {
      visit(part, { holder: block.id, role });
    }
  };

  for (const whole of wholesOf(drawing)) {
    visit(whole, { holder: null, role: whole === drawing.root ? "root" : "shelf" });
  }

  return parents;
}

/** Of the blocks that both have: the innermost block around them that both have, and as which part of it. */
function spotsOf(
  parents: ReadonlyMap<BlockId, Held>,
  isCommon: (id: BlockId) => boolean,
): ReadonlyMap<BlockId, string> {
  const spotOf = (id: BlockId): string => {
    const { holder, role } = parents.get(id) ?? { holder: null, role: "" };

    return holder === null || isCommon(holder) ? `${role} ${holder}` : spotOf(holder);
  };

  return new Map([...parents.keys()].filter(isCommon).map((id) => [id, spotOf(id)]));
}
