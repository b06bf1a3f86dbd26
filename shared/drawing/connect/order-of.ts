/** A block as an order of its leaves: what runs, and the edges between. */
import type { Block, BlockId } from "../block.ts";
import { isFrame } from "../block.ts";
import type { Crossing } from "../drawing.ts";

/** What is ordered as one: a task or many calls of one, and an empty frame. In written order. */
export function atomsOf(block: Block): readonly Block[] {
  switch (block.kind) {
    case "chain":
      return block.parts.flatMap(atomsOf);
    case "group":
      return block.parts.length === 0 ? [block] : block.parts.flatMap(atomsOf);
    case "chord":
      return [...block.parts.flatMap(atomsOf), ...atomsOf(block.body)];
    case "task":
    case "map":
    case "starmap":
    case "chunks":
    case "each":
      return [block];
  }
}

/** From each atom to those that wait for it directly, in the order of the lists that they get. */
export function edgesOf(block: Block): readonly Crossing[] {
  switch (block.kind) {
    case "chain":
      return [...block.parts.flatMap(edgesOf), ...between(block.parts)];
    case "group":
      return block.parts.flatMap(edgesOf);
    case "chord":
      return [
        ...block.parts.flatMap(edgesOf),
        ...edgesOf(block.body),
        ...(block.parts.length === 0
          ? []
          : bipartite(block.parts.flatMap(tailsOf), headsOf(block.body))),
      ];
    case "task":
    case "map":
    case "starmap":
    case "chunks":
    case "each":
      return [];
  }
}

/** What begins when the block does. */
export function headsOf(block: Block): readonly BlockId[] {
  if (block.kind === "chain") {
    return block.parts.slice(0, 1).flatMap(headsOf);
  }

  return isFrame(block) && block.parts.length > 0 ? block.parts.flatMap(headsOf) : [block.id];
}

/** What the block's result is of. */
export function tailsOf(block: Block): readonly BlockId[] {
  if (block.kind === "chain") {
    return block.parts.slice(-1).flatMap(tailsOf);
  }

  if (block.kind === "chord") {
    return tailsOf(block.body);
  }

  return block.kind === "group" && block.parts.length > 0
    ? block.parts.flatMap(tailsOf)
    : [block.id];
}

function between(parts: readonly Block[]): readonly Crossing[] {
  return parts.slice(1).flatMap((part, index) => {
    const before = parts[index];

    return before === undefined ? [] : bipartite(tailsOf(before), headsOf(part));
  });
}

function bipartite(from: readonly BlockId[], to: readonly BlockId[]): readonly Crossing[] {
  return to.flatMap((target) => from.map((source) => ({ from: source, to: target })));
}
