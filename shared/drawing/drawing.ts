/**
 * What the editor edits: the canvas that runs, the fragments beside it that do not, and what belongs to the drawing alone (names, notes,
 * folded frames), by the id of the part it is about. Immutable: every edit makes a new one.
 */
import type { Canvas } from "../canvas/canvas.ts";
import type { Fault } from "../canvas/json-check.ts";
import { parseCanvas } from "../canvas/parse.ts";
import type { Block, BlockId } from "./block.ts";
import { blockOf } from "./from-canvas.ts";
import { Ids } from "./ids.ts";
import { blocksOf, findIn, type Place } from "./walk.ts";

/** What is said about a part, beside the canvas. */
export interface Remark {
  /** In place of the task's name, or of a frame's kind. */
  readonly name?: string | undefined;
  readonly note?: string | undefined;
  /** The frame is drawn as one node. */
  readonly folded?: boolean | undefined;
}

/** An edge besides those of the tree: what makes the drawing a graph that no canvas can express. */
export interface Crossing {
  readonly from: BlockId;
  readonly to: BlockId;
}

export interface Drawing {
  readonly name: string;
  /** What runs; null: nothing yet. */
  readonly root: Block | null;
  /** Fragments that are kept and not run. */
  readonly shelf: readonly Block[];
  readonly crossings: readonly Crossing[];
  readonly remarks: Readonly<Record<BlockId, Remark>>;
  /** Every id below it may have been used. */
  readonly nextId: number;
}

export const EMPTY_DRAWING: Drawing = {
  name: "",
  root: null,
  shelf: [],
  crossings: [],
  remarks: {},
  nextId: 1,
};

export type ReadDrawing =
  | { readonly ok: true; readonly drawing: Drawing }
  | { readonly ok: false; readonly errors: readonly Fault[] };

/** A new drawing of Celery's signature JSON. Never throws. */
export function readDrawing(signature: unknown, name = ""): ReadDrawing {
  const parsed = parseCanvas(signature);

  return parsed.ok ? { ok: true, drawing: drawingOf(parsed.canvas, name) } : parsed;
}

function drawingOf(canvas: Canvas, name = ""): Drawing {
  const ids = new Ids(1);
  const root = blockOf(canvas, ids);

  return { ...EMPTY_DRAWING, name, root, nextId: ids.next };
}

/** The root first, then the fragments. */
export function wholesOf({ root, shelf }: Drawing): readonly Block[] {
  return root === null ? shelf : [root, ...shelf];
}

export function* allBlocks(drawing: Drawing): Generator<Block> {
  for (const whole of wholesOf(drawing)) {
    yield* blocksOf(whole);
  }
}

export function blocksById(drawing: Drawing): ReadonlyMap<BlockId, Block> {
  return new Map(Array.from(allBlocks(drawing), (block) => [block.id, block]));
}

export interface Found extends Place {
  /** What it is part of, or is. */
  readonly whole: Block;
}

export function findBlock(drawing: Drawing, id: BlockId): Found | undefined {
  for (const whole of wholesOf(drawing)) {
    const place = findIn(whole, id);

    if (place !== undefined) {
      return { ...place, whole };
    }
  }

  return undefined;
}

/** From the outermost to the one just around it. */
export function ancestorsOf(drawing: Drawing, id: BlockId): readonly Block[] {
  const parent = findBlock(drawing, id)?.parent ?? null;

  return parent === null ? [] : [...ancestorsOf(drawing, parent.id), parent];
}

/** The block itself, or what it stands inside of as the one call out of many: that is the node it is drawn as. */
export function drawnAs(drawing: Drawing, id: BlockId): BlockId {
  return ancestorsOf(drawing, id).find((block) => "inner" in block)?.id ?? id;
}

/** What nobody can point at any more is forgotten. */
export function tidied(drawing: Drawing): Drawing {
  const ids = new Set(Array.from(allBlocks(drawing), ({ id }) => id));
  const remarks = Object.entries(drawing.remarks).filter(([id]) => ids.has(id));
  const crossings = drawing.crossings.filter(({ from, to }) => ids.has(from) && ids.has(to));

  return remarks.length === Object.keys(drawing.remarks).length &&
    crossings.length === drawing.crossings.length
    ? drawing
    : { ...drawing, remarks: Object.fromEntries(remarks), crossings };
}
