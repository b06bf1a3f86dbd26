/** Putting blocks that are there somewhere else. */
import type { BlockId } from "../block.ts";
import { ancestorsOf, type Drawing, findBlock, type Found } from "../drawing.ts";
import { blocksOf } from "../walk.ts";
import { done, type Edit, GONE, nameOf, refused, rewrite } from "./edit.ts";
import { putAt, type Slot } from "./insert.ts";

/** A frame moves with its lanes and, when it is a chord's, with its body. */
export function move(drawing: Drawing, id: BlockId, slot: Slot): Edit {
  const found = findBlock(drawing, id);

  if (found === undefined) {
    return GONE;
  }

  const { block } = found;
  const inside = new Set(Array.from(blocksOf(block), (part) => part.id));

  if ("id" in slot && inside.has(slot.id)) {
    return refused("A block cannot be moved into itself.");
  }

  const without = rewrite(drawing, id, () => null);
  const put = putAt(without, slot, block);

  return typeof put === "string" ? refused(put) : done(put, `move ${nameOf(drawing, block)}`, [id]);
}

/** One place up or down among lanes, or back or forth in a chain. */
export function nudge(
  drawing: Drawing,
  id: BlockId,
  { among, by }: { readonly among: "lanes" | "steps"; readonly by: -1 | 1 },
): Edit {
  const spot = spotOf(drawing, id, among);

  if (spot === undefined) {
    return refused(
      among === "lanes"
        ? "It stands in no lane: only lanes of a frame have an order from top to bottom."
        : "It stands in no chain: there is nothing before or after it to change places with.",
    );
  }

  const { parent, index } = spot;
  const to = index + by;

  if (parent === null || !("parts" in parent) || to < 0 || to >= parent.parts.length) {
    return refused(by === -1 ? "It is the first already." : "It is the last already.");
  }

  const moved = rewrite(drawing, parent.id, (block) =>
    "parts" in block
      ? { ...block, parts: block.parts.toSpliced(index, 1).toSpliced(to, 0, spot.block) }
      : block,
  );

  return done(moved, `move ${nameOf(drawing, spot.block)}`, [id]);
}

/** Where the block, or the nearest one around it, stands in a lane or is a step. */
function spotOf(drawing: Drawing, id: BlockId, among: "lanes" | "steps"): Found | undefined {
  const around = ancestorsOf(drawing, id).map((block) => block.id);

  return [id, ...around.toReversed()]
    .map((block) => findBlock(drawing, block))
    .find(
      (found) =>
        found?.role === "part" &&
        found.parent !== null &&
        (found.parent.kind === "chain") === (among === "steps"),
    );
}
