/** Copies of blocks, in the drawing and out of it. */
import type { Signature } from "../../canvas/signature.ts";
import { type Block, type BlockId, isFrame } from "../block.ts";
import { type Drawing, findBlock, readDrawing } from "../drawing.ts";
import { blockOf } from "../from-canvas.ts";
import { Ids } from "../ids.ts";
import { canvasOf, signatureOf } from "../to-canvas.ts";
import { blocksOf } from "../walk.ts";
import { done, type Edit, GONE, nameOf, refused } from "./edit.ts";
import { coveredBy } from "./frames.ts";
import { putAt, type Slot } from "./insert.ts";

/** A copy of each below it where it stands in a lane, else after it. */
export function duplicate(drawing: Drawing, ids: readonly BlockId[]): Edit {
  const blocks = coveredBy(drawing, new Set(ids))
    .map((id) => findBlock(drawing, id)?.block)
    .filter((block) => block !== undefined);
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

/** What goes to the clipboard: one signature, or a list of them. */
export function signaturesOf(
  drawing: Drawing,
  ids: readonly BlockId[],
): Signature | readonly Signature[] {
  const signatures = coveredBy(drawing, new Set(ids))
    .map((id) => findBlock(drawing, id)?.block)
    .filter((block) => block !== undefined)
    .map(signatureOf);
  const [only] = signatures;

  return signatures.length === 1 && only !== undefined ? only : signatures;
}

/** One signature of Celery's JSON, or a list of them, one after another from the slot on. */
export function paste(drawing: Drawing, slot: Slot, value: unknown): Edit {
  const pasted: BlockId[] = [];
  let next = drawing;
  let at = slot;

  for (const signature of Array.isArray(value) ? value : [value]) {
    const put = putSignature(next, at, signature);

    if (typeof put === "string") {
      return refused(put);
    }

    const [drawn, block] = put;
    next = drawn;
    pasted.push(...drawnOf(block));
    at = at.at === "shelf" ? at : { at: "after", id: pasted.at(-1) ?? block.id };
  }

  return pasted.length === 0 ? refused("There is nothing to paste.") : done(next, "paste", pasted);
}

function putSignature(
  drawing: Drawing,
  at: Slot,
  signature: unknown,
): readonly [drawing: Drawing, block: Block] | string {
  const read = readDrawing(signature);

  if (!read.ok || read.drawing.root === null) {
    const [error] = read.ok ? [] : read.errors;

    return error === undefined
      ? "There is nothing to paste."
      : `This is no signature. ${error.path}: ${error.message}.`;
  }

  const [numbered, block] = withCopy(drawing, read.drawing.root, {});
  const put = putAt(numbered, at, block);

  return typeof put === "string" ? put : [put, block];
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
