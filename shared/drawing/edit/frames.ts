/** Frames around blocks, and many calls out of one. */
import { LINK_ON_GROUP } from "../../canvas/link-options.ts";
import {
  type Block,
  type BlockId,
  chainBlock,
  groupBlock,
  isFrame,
  repeatBlock,
} from "../block.ts";
import { type Drawing, findBlock, type Found, wholesOf } from "../drawing.ts";
import { Ids } from "../ids.ts";
import { blocksOf } from "../walk.ts";
import { done, type Edit, GONE, isPlain, nameOf, refused, rewrite, settled } from "./edit.ts";

/** A group around blocks that stand next to each other; steps of a chain become one lane. */
export function wrapInGroup(drawing: Drawing, ids: readonly BlockId[]): Edit {
  const spots = coveredBy(drawing, new Set(ids)).map((id) => findBlock(drawing, id));
  const [first, ...others] = spots.filter((found) => found !== undefined);

  if (first === undefined) {
    return GONE;
  }

  if (others.length > 0 && !areNeighbours([first, ...others])) {
    return refused(
      "A group goes around steps that follow each other, or lanes that stand side by side. These do not: something that is not selected stands between them.",
    );
  }

  const fresh = new Ids(drawing.nextId);
  const id = fresh.take();
  const blocks = [first, ...others].map(({ block }) => block);
  const { parent, index } = first;
  const isInChain = parent?.kind === "chain";
  const lanes = blocks.length > 1 && isInChain ? [chainBlock(fresh.take(), blocks)] : blocks;
  const group = groupBlock(id, lanes);
  const wrapped =
    parent === null || blocks.length === 1
      ? rewrite(drawing, first.block.id, () => group)
      : rewrite(drawing, parent.id, (around) =>
          "parts" in around
            ? { ...around, parts: around.parts.toSpliced(index, blocks.length, group) }
            : around,
        );

  return done({ ...wrapped, nextId: fresh.next }, "wrap in group", [id]);
}

/** The frame goes: its lanes become lanes of the frame around it, or steps one after the other. */
export function unwrap(drawing: Drawing, id: BlockId): Edit {
  const found = findBlock(drawing, id);

  if (found === undefined) {
    return GONE;
  }

  const { block, parent, role } = found;

  if (!isFrame(block) || !isPlain(block)) {
    return refused(
      isFrame(block)
        ? "This frame has options, arguments or callbacks of its own, which would be lost. Clear them first."
        : "Only a frame can be dissolved.",
    );
  }

  const fresh = new Ids(drawing.nextId);
  const isLane = role === "part" && parent !== null && isFrame(parent) && block.kind === "group";
  const steps = block.kind === "chord" ? [...block.parts, block.body] : block.parts;
  const unwrapped = isLane
    ? rewrite(drawing, parent.id, (around) =>
        isFrame(around)
          ? { ...around, parts: around.parts.toSpliced(found.index, 1, ...block.parts) }
          : around,
      )
    : rewrite(drawing, id, () => settled(chainBlock(fresh.take(), steps)));

  return done(
    { ...unwrapped, nextId: fresh.next },
    `dissolve ${nameOf(drawing, block)}`,
    block.parts.slice(0, 1).map((part) => part.id),
  );
}

/**
 * The block once for each of many items. A map or chunks is called in its place, with its options and callbacks: Celery hears of none that
 * the task inside has. An each calls it as it is.
 */
export function repeat(
  drawing: Drawing,
  id: BlockId,
  kind: "map" | "starmap" | "chunks" | "each",
): Edit {
  const block = findBlock(drawing, id)?.block;

  if (block === undefined) {
    return GONE;
  }

  const fresh = new Ids(drawing.nextId);
  const { options, links, errbacks } = block;
  const bare = { ...block, options: {}, links: [], errbacks: [] };
  const around =
    kind === "each"
      ? repeatBlock(fresh.take(), kind, block)
      : { ...repeatBlock(fresh.take(), kind, bare), options, links, errbacks };
  const repeated = rewrite(drawing, id, () => around);

  return done({ ...repeated, nextId: fresh.next }, `make ${kind}`, [around.id]);
}

/** The one call out of many, with the options and callbacks of both. */
export function once(drawing: Drawing, id: BlockId): Edit {
  const block = findBlock(drawing, id)?.block;

  if (block === undefined) {
    return GONE;
  }

  if (!("inner" in block)) {
    return refused("It is called once already.");
  }

  const { inner } = block;
  const links = [...inner.links, ...block.links];
  const [link] = links;

  if (inner.kind === "group" && link !== undefined) {
    return refused(`${LINK_ON_GROUP}. Delete ${nameOf(drawing, link)} first.`);
  }

  const called: Block = {
    ...inner,
    options: { ...block.options, ...inner.options },
    links,
    errbacks: [...inner.errbacks, ...block.errbacks],
  };

  return done(
    rewrite(drawing, id, () => called),
    `make one call of ${nameOf(drawing, block)}`,
    [inner.id],
  );
}

/** The largest blocks of which everything that can be selected is selected. */
export function coveredBy(drawing: Drawing, ids: ReadonlySet<BlockId>): readonly BlockId[] {
  return wholesOf(drawing).flatMap((whole) => coveredIn(whole, ids));
}

export function coveredBlocks(drawing: Drawing, ids: readonly BlockId[]): readonly Block[] {
  return coveredBy(drawing, new Set(ids))
    .map((id) => findBlock(drawing, id)?.block)
    .filter((block) => block !== undefined);
}

function coveredIn(block: Block, ids: ReadonlySet<BlockId>): readonly BlockId[] {
  if (ids.has(block.id) || isCovered(block, ids)) {
    return [block.id];
  }

  const [, ...inside] = [...blocksOf(block)];
  const covered = new Set<BlockId>();

  return inside.flatMap((part) => {
    if (covered.has(part.id) || !(ids.has(part.id) || isCovered(part, ids))) {
      return [];
    }

    for (const within of blocksOf(part)) {
      covered.add(within.id);
    }

    return [part.id];
  });
}

/** A frame cannot be told from its lanes, nor a chain from its steps, by what is selected. */
function isCovered(block: Block, ids: ReadonlySet<BlockId>): boolean {
  const parts = "parts" in block ? block.parts : [];
  const all = block.kind === "chord" ? [...parts, block.body] : parts;

  return all.length > 1 && all.every((part) => ids.has(part.id) || isCovered(part, ids));
}

function areNeighbours(spots: readonly Found[]): boolean {
  const [first] = spots;

  return spots.every(
    ({ parent, role, index }, at) =>
      parent !== null &&
      parent === first?.parent &&
      role === "part" &&
      index === (first?.index ?? 0) + at,
  );
}
