/** What comes to a block from before it. */
import type { Block, BlockId } from "../../shared/drawing/block.ts";
import { edgesOf } from "../../shared/drawing/connect/order-of.ts";
import { type Drawing, findBlock } from "../../shared/drawing/drawing.ts";
import { nameOf } from "../../shared/drawing/edit/edit.ts";

export interface Feed {
  /** In words: "result of add", "list of 3 results". */
  readonly words: string;
}

/** Null: nothing comes, or the block takes nothing. */
export function feedOf(drawing: Drawing, id: BlockId): Feed | null {
  const block = findBlock(drawing, id)?.block;

  if (block === undefined || block.immutable) {
    return null;
  }

  return drawing.crossings.some(({ to }) => to === id)
    ? crossingFeed(drawing, id)
    : before(drawing, id);
}

/** In a graph several wires in make a list. */
function crossingFeed(drawing: Drawing, id: BlockId): Feed {
  const edges = drawing.root === null ? [] : edgesOf(drawing.root);
  const wires = [...edges, ...drawing.crossings].filter(({ to }) => to === id);
  const source = findBlock(drawing, wires[0]?.from ?? "")?.block;

  return wires.length > 1 || source === undefined
    ? { words: `list of ${wires.length} results` }
    : { words: `result of ${nameOf(drawing, source)}` };
}

function before(drawing: Drawing, id: BlockId): Feed | null {
  const found = findBlock(drawing, id);
  const parent = found?.parent ?? null;

  if (found === undefined || parent === null) {
    return null;
  }

  switch (found.role) {
    case "link":
      return { words: `result of ${nameOf(drawing, parent)}` };
    case "errback":
      return { words: "id of the task that failed" };
    case "inner":
      return parent.kind === "each" ? { words: "each item of the list" } : null;
    case "body":
      return { words: `list of ${"parts" in parent ? parent.parts.length : 0} results` };
    case "part":
      return inParts(drawing, parent, found.index);
  }
}

/** The first step of a chain and every lane of a frame get what comes to the whole. */
function inParts(drawing: Drawing, parent: Block, index: number): Feed | null {
  const previous = parent.kind === "chain" ? parent.parts[index - 1] : undefined;

  return previous === undefined ? feedOf(drawing, parent.id) : resultOf(drawing, previous);
}

function resultOf(drawing: Drawing, block: Block): Feed {
  const last = lastOf(block);

  return last.kind === "group"
    ? { words: `list of ${last.parts.length} results` }
    : { words: `result of ${nameOf(drawing, last)}` };
}

/** What the result of a whole is of. */
function lastOf(block: Block): Block {
  if (block.kind === "chord") {
    return lastOf(block.body);
  }

  const last = block.kind === "chain" ? block.parts.at(-1) : undefined;

  return last === undefined ? block : lastOf(last);
}
