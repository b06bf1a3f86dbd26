/** Putting blocks that are there somewhere else. */
import { type Block, type BlockId, taskBlock, UNCHOSEN_TASK } from "../block.ts";
import { ancestorsOf, type Drawing, findBlock, type Found } from "../drawing.ts";
import { Ids } from "../ids.ts";
import { blocksOf } from "../walk.ts";
import { done, type Edit, GONE, nameOf, refused, rewrite } from "./edit.ts";
import { coveredBlocks } from "./frames.ts";
import { lastOf, putAt, type Slot } from "./insert.ts";

/**
 * A frame moves with its lanes and, when it is a chord's, with its body; of several the first goes to the slot, the others behind or below it.
 * Until they are there something stands in their old places: so the slot means what it meant when it was shown, and what they leave empty
 * goes last.
 */
export function move(drawing: Drawing, ids: readonly BlockId[], slot: Slot): Edit {
  const blocks = coveredBlocks(drawing, ids);
  const [first] = blocks;
  const inside = new Set(blocks.flatMap((block) => Array.from(blocksOf(block), ({ id }) => id)));

  if (first === undefined) {
    return GONE;
  }

  if ("id" in slot && inside.has(slot.id)) {
    return refused("A block cannot be moved into itself.");
  }

  const fresh = new Ids(drawing.nextId);
  const places = blocks.map(() => taskBlock(fresh.take(), UNCHOSEN_TASK));
  let next: Drawing = { ...drawing, nextId: fresh.next };
  let at = slot;

  for (const [index, block] of blocks.entries()) {
    next = rewrite(next, block.id, (old) => places[index] ?? old);
  }

  for (const block of blocks) {
    const put = putAt(next, at, block);

    if (typeof put === "string") {
      return refused(put);
    }

    next = put;
    at = behind(at, findBlock(next, block.id) === undefined ? lastOf(block) : block);
  }

  next = places.reduce((left, { id }) => rewrite(left, id, () => null), next);

  if (findBlock(next, lastOf(first).id) === undefined) {
    return refused("It is all that is in there: what it would be moved to would go with it.");
  }

  return done(next, `move ${blocks.length === 1 ? nameOf(drawing, first) : blocks.length}`, ids);
}

/** Where the next one goes: lanes come below each other, all else comes one after the other. */
function behind(slot: Slot, { id }: Block): Slot {
  if (slot.at === "shelf") {
    return slot;
  }

  const isLane = slot.at === "above" || slot.at === "below" || slot.at === "lane";

  return { at: isLane ? "below" : "after", id };
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
