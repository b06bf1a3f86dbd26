/**
 * What every edit is: a drawing and what is done to it -> another drawing, a label for undo, and what is selected afterwards; or why it
 * cannot be. An edit changes only the way from what it touches to the root: all else keeps its identity, and everything its id.
 */
import { type Block, type BlockId, UNCHOSEN_TASK } from "../block.ts";
import { blocksById, type Drawing, findBlock, tidied } from "../drawing.ts";
import { mapParts } from "../walk.ts";

export interface Done {
  readonly ok: true;
  readonly drawing: Drawing;
  /** Completes "Undo: …". */
  readonly label: string;
  readonly select: readonly BlockId[];
}

export interface Refused {
  readonly ok: false;
  readonly reason: string;
}

export type Edit = Done | Refused;

/** Refused where the result could not be written down as a canvas. Of `select` what is still there is selected. */
export function done(drawing: Drawing, label: string, select: readonly BlockId[]): Edit {
  const blocks = blocksById(drawing);
  const crowded = Array.from(blocks.values()).find(
    (block) => "inner" in block && block.kind !== "each" && block.inner.kind !== "task",
  );

  return crowded === undefined
    ? { ok: true, drawing: tidied(drawing), label, select: select.filter((id) => blocks.has(id)) }
    : refused(`Celery's ${crowded.kind} takes one task. Use each for a whole canvas.`);
}

export function refused(reason: string): Refused {
  return { ok: false, reason };
}

export const GONE = refused("It is not in the drawing any more.");

/** `change` in the place of one block; null takes it out. What is left without parts goes with it. */
export function rewrite(
  drawing: Drawing,
  id: BlockId,
  change: (block: Block) => Block | null,
): Drawing {
  const { root, shelf } = drawing;

  if (root !== null && findBlock({ ...drawing, shelf: [] }, id) !== undefined) {
    return { ...drawing, root: rewriteIn(root, id, change) };
  }

  return {
    ...drawing,
    shelf: shelf.map((whole) => rewriteIn(whole, id, change)).filter((whole) => whole !== null),
  };
}

function rewriteIn(
  block: Block,
  id: BlockId,
  change: (block: Block) => Block | null,
): Block | null {
  if (block.id === id) {
    return change(block);
  }

  const next = mapParts(block, (part) => rewriteIn(part, id, change));

  return next === undefined || next === block ? (next ?? null) : settled(next);
}

/** A chain of one is that one, of none nothing; a chain in a chain is part of it, a header without members leaves its body. */
export function settled(block: Block): Block | null {
  if (block.kind === "chain") {
    const parts = block.parts.flatMap((part) =>
      part.kind === "chain" && isPlain(part) ? part.parts : [part],
    );
    const [only = null] = parts;

    return parts.length === 0 || (parts.length === 1 && isPlain(block))
      ? only
      : { ...block, parts };
  }

  if (block.kind === "chord" && block.parts.length === 0) {
    return block.body;
  }

  return block.kind === "group" && block.parts.length === 0 ? null : block;
}

/** Nothing would be lost if its parts stood in its place. */
export function isPlain({
  args,
  kwargs,
  options,
  links,
  errbacks,
  immutable,
  extra,
}: Block): boolean {
  const size =
    args.length +
    links.length +
    errbacks.length +
    Object.keys({ ...kwargs, ...options, ...extra }).length;

  return size === 0 && !immutable;
}

/** How a block is spoken of. */
export function nameOf(drawing: Drawing, block: Block): string {
  return drawing.remarks[block.id]?.name ?? plainName(block);
}

function plainName(block: Block): string {
  switch (block.kind) {
    case "task":
      return block.task === UNCHOSEN_TASK ? "a task" : block.task;
    case "chain":
    case "group":
    case "chord":
      return block.kind;
    case "map":
    case "starmap":
    case "chunks":
    case "each":
      return `${block.kind} of ${plainName(block.inner)}`;
  }
}
