/** Ways through a drawing. */
import { type Block, type BlockId, type ChordBlock, groupOf } from "./block.ts";

/** What a part is to the one around it. */
type Role = "part" | "body" | "inner" | "link" | "errback";

/** Where a part stands. */
export interface Place {
  readonly block: Block;
  /** Null: it is a whole of its own, the root or on the shelf. */
  readonly parent: Block | null;
  readonly role: Role;
  /** Among those of its role. */
  readonly index: number;
}

/** The parts that make up a block, in written order, callbacks last. */
export function placesIn(parent: Block): readonly Place[] {
  const place = (role: Role, blocks: readonly Block[]): readonly Place[] =>
    blocks.map((block, index) => ({ block, parent, role, index }));

  return [
    ...place("part", "parts" in parent ? parent.parts : []),
    ...place("body", parent.kind === "chord" ? [parent.body] : []),
    ...place("inner", "inner" in parent ? [parent.inner] : []),
    ...place("link", parent.links),
    ...place("errback", parent.errbacks),
  ];
}

/** A block and everything in it, each part before what is in it. */
export function* blocksOf(block: Block): Generator<Block> {
  yield block;

  for (const place of placesIn(block)) {
    yield* blocksOf(place.block);
  }
}

export function findIn(block: Block, id: BlockId): Place | undefined {
  if (block.id === id) {
    return { block, parent: null, role: "part", index: 0 };
  }

  for (const place of placesIn(block)) {
    const found = place.block.id === id ? place : findIn(place.block, id);

    if (found !== undefined) {
      return found;
    }
  }

  return undefined;
}

/**
 * `block` with each of its own parts mapped; null takes one out. What cannot be without a part goes with it: a map without its task, a
 * chord's frame without a body becomes the group's. Undefined: nothing is left. What did not change keeps its identity.
 */
export function mapParts(block: Block, change: (part: Block) => Block | null): Block | undefined {
  const inside = mapInside(block, change);

  if (inside === undefined) {
    return undefined;
  }

  const links = mapList(block.links, change);
  const errbacks = mapList(block.errbacks, change);

  return links === block.links && errbacks === block.errbacks
    ? inside
    : { ...inside, links, errbacks };
}

/** Without the callbacks. */
function mapInside(block: Block, change: (part: Block) => Block | null): Block | undefined {
  switch (block.kind) {
    case "task":
      return block;
    case "chain":
    case "group": {
      const parts = mapList(block.parts, change);

      return parts === block.parts ? block : { ...block, parts };
    }
    case "chord":
      return mapChord(block, change);
    case "map":
    case "starmap":
    case "chunks":
    case "each": {
      const inner = change(block.inner);

      if (inner === null) {
        return undefined;
      }

      return inner === block.inner ? block : { ...block, inner };
    }
  }
}

function mapChord(chord: ChordBlock, change: (part: Block) => Block | null): Block {
  const parts = mapList(chord.parts, change);
  const body = change(chord.body);

  if (body === null) {
    return groupOf({ ...chord, parts });
  }

  return parts === chord.parts && body === chord.body ? chord : { ...chord, parts, body };
}

function mapList(
  blocks: readonly Block[],
  change: (part: Block) => Block | null,
): readonly Block[] {
  const next = blocks.map(change).filter((block) => block !== null);

  return next.length === blocks.length && next.every((block, index) => block === blocks[index])
    ? blocks
    : next;
}
