/** A drawing as parts to lay out: what is folded, or too many to look at, becomes one node. */
import type { Block, FrameBlock } from "../../shared/drawing/block.ts";
import type { Drawing } from "../../shared/drawing/drawing.ts";
import { wholesOf } from "../../shared/drawing/drawing.ts";
import type { BoxPart, Hanging, Part } from "./layout/part.ts";
import { AGGREGATE, MANY_MEMBERS, NODE, STACK } from "./layout/sizes.ts";

/** Whether a frame is drawn as one node, and as which: of many members it is, until it is unfolded. */
type Fold = "open" | "stack" | "aggregate";

function foldOf(frame: FrameBlock, remarks: Drawing["remarks"]): Fold {
  const folded = remarks[frame.id]?.folded;

  if (frame.parts.length > MANY_MEMBERS) {
    return folded === false ? "open" : "aggregate";
  }

  return folded === true ? "stack" : "open";
}

export function partsOf(drawing: Drawing): readonly Part[] {
  return wholesOf(drawing).map((whole) => partOf(whole, drawing.remarks));
}

function partOf(block: Block, remarks: Drawing["remarks"]): Part {
  const { id, immutable } = block;

  switch (block.kind) {
    case "task":
      return box(block, NODE, remarks);
    case "map":
    case "starmap":
    case "chunks":
    case "each":
      return box(block, STACK, remarks);
    case "chain": {
      const parts = block.parts.map((part) => partOf(part, remarks));

      return {
        kind: "row",
        id,
        parts: immutable ? withFirstOrdered(parts) : parts,
        hanging: hangingOf(block, remarks),
      };
    }
    case "group":
      return framePart(block, remarks);
    case "chord": {
      const parts = [framePart(block, remarks), partOf(block.body, remarks)];

      return { kind: "row", id: rowId(id), parts, hanging: [] };
    }
  }
}

/** A chord is a row of its frame and its body; its id is the frame's. */
function rowId(id: string): string {
  return `${id}.row`;
}

function framePart(frame: FrameBlock, remarks: Drawing["remarks"]): Part {
  switch (foldOf(frame, remarks)) {
    case "stack":
      return box(frame, STACK, remarks);
    case "aggregate":
      return { ...box(frame, AGGREGATE, remarks), gathers: frame.parts.length };
    case "open":
      return {
        kind: "frame",
        id: frame.id,
        lanes: frame.parts.map((part) => partOf(part, remarks)),
        hanging: hangingOf(frame, remarks),
        isOrdered: frame.immutable,
        gathers: frame.parts.length,
      };
  }
}

function box(
  block: Block,
  size: { readonly width: number; readonly height: number },
  remarks: Drawing["remarks"],
): BoxPart {
  const { id, immutable } = block;

  return {
    kind: "box",
    id,
    ...size,
    hanging: hangingOf(block, remarks),
    isOrdered: immutable,
    gathers: null,
  };
}

function hangingOf({ links, errbacks }: Block, remarks: Drawing["remarks"]): readonly Hanging[] {
  return [
    ...errbacks.map((block) => ({ kind: "error" as const, part: partOf(block, remarks) })),
    ...links.map((block) => ({ kind: "link" as const, part: partOf(block, remarks) })),
  ];
}

/** What comes before an immutable chain only orders it. */
function withFirstOrdered(parts: readonly Part[]): readonly Part[] {
  return parts.map((part, index) => (index === 0 ? ordered(part) : part));
}

function ordered(part: Part): Part {
  return part.kind === "row"
    ? { ...part, parts: withFirstOrdered(part.parts) }
    : { ...part, isOrdered: true };
}
