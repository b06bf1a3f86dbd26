/** Where a block can be put, and putting it there. */
import { LINK_ON_GROUP } from "../../canvas/link-options.ts";
import { type Block, type BlockId, chainBlock, chordOf, groupBlock } from "../block.ts";
import { type Drawing, findBlock, type Found } from "../drawing.ts";
import { Ids } from "../ids.ts";
import { done, type Edit, GONE, isPlain, nameOf, refused, rewrite, settled } from "./edit.ts";

export type Slot =
  /** What runs, after all that is there. */
  | { readonly at: "end" }
  | { readonly at: "shelf" }
  /** In the chain of a block; after a frame is after its join. */
  | { readonly at: "before" | "after"; readonly id: BlockId }
  /** Side by side with a block. */
  | { readonly at: "above" | "below"; readonly id: BlockId }
  | { readonly at: "lane"; readonly id: BlockId; readonly index: number }
  /** In the place of a task that is still to be chosen. */
  | { readonly at: "place"; readonly id: BlockId }
  /** As a callback. */
  | { readonly at: "link" | "error"; readonly id: BlockId };

export function insert(drawing: Drawing, slot: Slot, block: Block): Edit {
  const put = putAt(drawing, slot, block);

  return typeof put === "string"
    ? refused(put)
    : done(put, `add ${nameOf(drawing, block)}`, [block.id]);
}

/** The drawing with the block in its place, or why it cannot be there. */
export function putAt(drawing: Drawing, slot: Slot, block: Block): Drawing | string {
  switch (slot.at) {
    case "shelf":
      return { ...drawing, shelf: [...drawing.shelf, block] };
    case "end":
      return drawing.root === null
        ? { ...drawing, root: block }
        : putAfter(drawing, lastOf(drawing.root), block);
    case "before":
    case "after":
    case "above":
    case "below":
    case "lane":
    case "place":
    case "link":
    case "error": {
      const found = findBlock(drawing, slot.id);

      return found === undefined ? GONE.reason : putBeside(drawing, slot, { found, block });
    }
  }
}

function putBeside(
  drawing: Drawing,
  slot: Exclude<Slot, { at: "end" | "shelf" }>,
  { found, block }: { readonly found: Found; readonly block: Block },
): Drawing | string {
  switch (slot.at) {
    case "before":
      return putInChain(drawing, found, { block, offset: 0 });
    case "after":
      return putAfter(drawing, found.block, block);
    case "above":
      return putParallel(drawing, found, { block, offset: 0 });
    case "below":
      return putParallel(drawing, found, { block, offset: 1 });
    case "lane":
      return rewrite(drawing, slot.id, (frame) => withPart(frame, slot.index, block));
    case "place":
      return isPlain(found.block)
        ? rewrite(drawing, slot.id, () => block)
        : "This place has options, arguments or callbacks of its own, which would be lost. Clear them first.";
    case "link":
      return putLink(drawing, found.block, block);
    case "error":
      return rewrite(drawing, slot.id, (owner) => ({
        ...owner,
        errbacks: [...owner.errbacks, block],
      }));
  }
}

/** What a chain as a whole ends with: something put after it goes behind this. */
export function lastOf(block: Block): Block {
  const last = block.kind === "chain" ? block.parts.at(-1) : undefined;

  return last ?? block;
}

function putAfter(drawing: Drawing, before: Block, block: Block): Drawing | string {
  const found = findBlock(drawing, before.id);

  if (found === undefined) {
    return GONE.reason;
  }

  const { parent, index } = found;
  const isFollowed =
    parent?.kind === "chain" && found.role === "part" && index < parent.parts.length - 1;

  if (before.kind === "group" && !isFollowed) {
    return rewrite(drawing, before.id, () => chordOf(before, block));
  }

  if (before.kind === "chord") {
    return putInChain(
      drawing,
      { ...found, block: before.body, parent: before, role: "body" },
      {
        block,
        offset: 0,
      },
    );
  }

  return putInChain(drawing, found, { block, offset: 1 });
}

interface Beside {
  readonly block: Block;
  /** 0 is before or above, 1 after or below. */
  readonly offset: 0 | 1;
}

function putInChain(drawing: Drawing, found: Found, { block, offset }: Beside): Drawing {
  const { parent, role, index } = found;

  if (parent?.kind === "chain" && role === "part") {
    return rewrite(drawing, parent.id, (chain) =>
      settledOr(withPart(chain, index + offset, block)),
    );
  }

  return replaceWith(drawing, found.block, (id, old) =>
    settledOr(chainBlock(id, offset === 0 ? [block, old] : [old, block])),
  );
}

function putParallel(drawing: Drawing, found: Found, { block, offset }: Beside): Drawing {
  const { parent, role, index } = found;

  if (found.block.kind === "group") {
    const { parts } = found.block;

    return rewrite(drawing, found.block.id, (frame) =>
      withPart(frame, offset === 0 ? 0 : parts.length, block),
    );
  }

  if ((parent?.kind === "group" || parent?.kind === "chord") && role === "part") {
    return rewrite(drawing, parent.id, (frame) => withPart(frame, index + offset, block));
  }

  return replaceWith(drawing, found.block, (id, old) =>
    groupBlock(id, offset === 0 ? [block, old] : [old, block]),
  );
}

/** A new composition around a block, in its place. */
function replaceWith(
  drawing: Drawing,
  block: Block,
  around: (id: BlockId, old: Block) => Block,
): Drawing {
  const ids = new Ids(drawing.nextId);
  const id = ids.take();

  return {
    ...rewrite(drawing, block.id, (old) => around(id, old)),
    nextId: ids.next,
  };
}

/** Inside a chord only its body has one result. */
function putLink(drawing: Drawing, owner: Block, block: Block): Drawing | string {
  switch (owner.kind) {
    case "group":
      return `${LINK_ON_GROUP}.`;
    case "chord":
      return putLink(drawing, owner.body, block);
    case "task":
    case "chain":
    case "map":
    case "starmap":
    case "chunks":
    case "each":
      return rewrite(drawing, owner.id, (old) => ({ ...old, links: [...old.links, block] }));
  }
}

function withPart(block: Block, index: number, part: Block): Block {
  return "parts" in block ? { ...block, parts: block.parts.toSpliced(index, 0, part) } : block;
}

function settledOr(block: Block): Block {
  return settled(block) ?? block;
}
