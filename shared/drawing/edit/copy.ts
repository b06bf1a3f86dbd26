/** Copies of blocks, in the drawing and out of it. */
import type { Signature } from "../../canvas/signature.ts";
import { type Block, type BlockId, isFrame } from "../block.ts";
import {
  type Drawing,
  EMPTY_DRAWING,
  findBlock,
  readDrawing,
  tidied,
  wholesOf,
} from "../drawing.ts";
import { blockOf } from "../from-canvas.ts";
import { Ids } from "../ids.ts";
import { canvasOf, signatureOf } from "../to-canvas.ts";
import { blocksOf } from "../walk.ts";
import { done, type Edit, GONE, nameOf, refused } from "./edit.ts";
import { coveredBlocks } from "./frames.ts";
import { putAt, type Slot } from "./insert.ts";

/** A copy of each below it where it stands in a lane, else after it. */
export function duplicate(drawing: Drawing, ids: readonly BlockId[]): Edit {
  const blocks = coveredBlocks(drawing, ids);
  const [first] = blocks;
  const copies: BlockId[] = [];
  let next = drawing;

  for (const block of blocks) {
    const [numbered, copy] = withCopy(next, block, drawing.remarks);
    next = putCopy(numbered, block.id, copy);
    copies.push(...drawnOf(copy));
  }

  return first === undefined
    ? GONE
    : done(
        next,
        `duplicate ${blocks.length === 1 ? nameOf(drawing, first) : blocks.length}`,
        copies,
      );
}

function putCopy(drawing: Drawing, id: BlockId, copy: Block): Drawing {
  const found = findBlock(drawing, id);
  const isLane = found?.role === "part" && found.parent !== null && isFrame(found.parent);
  const put = putAt(drawing, { at: isLane ? "below" : "after", id }, copy);

  return typeof put === "string" ? drawing : put;
}

/** What goes to the clipboard as text: one signature, or a list of them. */
export function signaturesOf(
  drawing: Drawing,
  ids: readonly BlockId[],
): Signature | readonly Signature[] {
  const signatures = coveredBlocks(drawing, ids).map(signatureOf);
  const [only] = signatures;

  return signatures.length === 1 && only !== undefined ? only : signatures;
}

/** The same with what is said about it, which no signature has room for. */
export function fragmentOf(drawing: Drawing, ids: readonly BlockId[]): Drawing {
  const { remarks, nextId } = drawing;

  return tidied({ ...EMPTY_DRAWING, shelf: coveredBlocks(drawing, ids), remarks, nextId });
}

/** One signature of Celery's JSON, or a list of them, one after another from the slot on. */
export function paste(drawing: Drawing, slot: Slot, value: unknown): Edit {
  const blocks: Block[] = [];

  for (const signature of Array.isArray(value) ? value : [value]) {
    const read = readDrawing(signature);

    if (!read.ok) {
      const [{ path, message } = { path: "", message: "" }] = read.errors;

      return refused(`This is no signature. ${path}: ${message}.`);
    }

    blocks.push(...wholesOf(read.drawing));
  }

  return pasteFragment(drawing, slot, { ...EMPTY_DRAWING, shelf: blocks });
}

export function pasteFragment(drawing: Drawing, slot: Slot, fragment: Drawing): Edit {
  const pasted: BlockId[] = [];
  let next = drawing;
  let at = slot;

  for (const block of fragment.shelf) {
    const [numbered, copy] = withCopy(next, block, fragment.remarks);
    const put = putAt(numbered, at, copy);

    if (typeof put === "string") {
      return refused(put);
    }

    next = put;
    pasted.push(...drawnOf(copy));
    at = at.at === "shelf" ? at : { at: "after", id: pasted.at(-1) ?? copy.id };
  }

  return pasted.length === 0 ? refused("There is nothing to paste.") : done(next, "paste", pasted);
}

/** What a block is drawn as: a chain is its steps, and in another chain it is nothing else. */
function drawnOf(block: Block): readonly BlockId[] {
  return block.kind === "chain" ? block.parts.map(({ id }) => id) : [block.id];
}

/** A copy with ids of its own. `remarks` are those of the drawing that the block is of: they are copied with it. */
function withCopy(
  drawing: Drawing,
  block: Block,
  remarks: Drawing["remarks"],
): readonly [drawing: Drawing, copy: Block] {
  const ids = new Ids(drawing.nextId);
  const copy = blockOf(canvasOf(block), ids);
  const originals = Array.from(blocksOf(block), ({ id }) => remarks[id]);
  const said = { ...drawing.remarks };

  for (const [index, { id }] of [...blocksOf(copy)].entries()) {
    const about = originals[index];

    if (about !== undefined) {
      said[id] = about;
    }
  }

  return [{ ...drawing, remarks: said, nextId: ids.next }, copy];
}
