/** From the tree that was recognised back to blocks: frames and chains that hold the same as before keep their id and what they say. */
import {
  type Block,
  chainBlock,
  type ChordBlock,
  chordOf,
  type FrameBlock,
  groupBlock,
  groupOf,
} from "../block.ts";
import { isPlain } from "../edit/edit.ts";
import type { Ids } from "../ids.ts";
import type { Tree } from "../series-parallel.ts";
import { blocksOf } from "../walk.ts";
import { atomsOf } from "./order-of.ts";

interface Rebuilt {
  readonly block: Block;
  /** Compositions with options, arguments or callbacks of their own that have no place any more. */
  readonly lost: readonly Block[];
}

/** `wholes` is what the atoms were composed to before. */
export function rebuild(
  tree: Tree,
  atoms: readonly Block[],
  { wholes, ids }: { readonly wholes: readonly Block[]; readonly ids: Ids },
): Rebuilt {
  const builder = new Builder(atoms, wholes, ids);
  const block = builder.build(tree);
  const kept = new Set(Array.from(blocksOf(block), ({ id }) => id));
  const lost = wholes
    .flatMap((whole) => [...compositionsOf(whole)])
    .filter((before) => !kept.has(before.id) && (!isPlain(before) || hasHeaderKwargs(before)));

  return { block, lost };
}

class Builder {
  readonly #atoms: readonly Block[];
  readonly #ids: Ids;
  readonly #frames = new Map<string, FrameBlock>();
  readonly #chains = new Map<string, Block>();

  constructor(atoms: readonly Block[], wholes: readonly Block[], ids: Ids) {
    this.#atoms = atoms;
    this.#ids = ids;

    for (const block of wholes.flatMap((whole) => [...compositionsOf(whole)])) {
      if (block.kind === "chain") {
        this.#chains.set(keyOf(atomsOf(block)), block);
      } else if (block.kind === "group" || block.kind === "chord") {
        this.#frames.set(keyOf(block.parts.flatMap(atomsOf)), block);
      }
    }
  }

  build(tree: Tree): Block {
    if (tree.kind === "leaf") {
      return this.#atom(tree.node);
    }

    return tree.kind === "group" ? this.#frame(tree) : this.#chain(tree.parts);
  }

  #atom(node: number): Block {
    const atom = this.#atoms[node];

    if (atom === undefined) {
      throw new RangeError(`Expected one of ${this.#atoms.length} atoms; got number ${node}.`);
    }

    return atom;
  }

  #frame(tree: Tree): Block {
    const parts = tree.kind === "leaf" ? [] : tree.parts.map((part) => this.build(part));
    const before = this.#frames.get(keyOf(parts.flatMap(atomsOf)));
    const group = before?.kind === "chord" ? groupOf(before) : before;

    return group === undefined ? groupBlock(this.#ids.take(), parts) : { ...group, parts };
  }

  #chain(trees: readonly Tree[]): Block {
    const parts = this.#sequence(trees);
    const [only] = parts;

    if (parts.length === 1 && only !== undefined) {
      return only;
    }

    const before = this.#chains.get(keyOf(parts.flatMap(atomsOf)));

    return before?.kind === "chain" ? { ...before, parts } : chainBlock(this.#ids.take(), parts);
  }

  /** A group that something follows is a chord with that as its body. */
  #sequence([first, ...rest]: readonly Tree[]): readonly Block[] {
    if (first === undefined) {
      return [];
    }

    const block = this.build(first);
    const [next, ...after] = rest;

    if (block.kind !== "group" || next === undefined) {
      return [block, ...this.#sequence(rest)];
    }

    return next.kind === "group"
      ? [this.#chord(block, this.#chain(rest))]
      : [this.#chord(block, this.build(next)), ...this.#sequence(after)];
  }

  #chord(group: ReturnType<typeof groupBlock>, body: Block): ChordBlock {
    const chord = chordOf(group, body);
    const before = this.#frames.get(keyOf(group.parts.flatMap(atomsOf)));

    return before?.kind === "chord" ? { ...chord, headerKwargs: before.headerKwargs } : chord;
  }
}

function keyOf(atoms: readonly Block[]): string {
  return atoms
    .map(({ id }) => id)
    .toSorted()
    .join(" ");
}

/** Chains and frames, without those in callbacks or inside an each. */
function* compositionsOf(block: Block): Generator<Block> {
  if (block.kind === "chain" || ("parts" in block && block.parts.length > 0)) {
    yield block;

    for (const part of "parts" in block ? block.parts : []) {
      yield* compositionsOf(part);
    }
  }

  if (block.kind === "chord") {
    yield* compositionsOf(block.body);
  }
}

function hasHeaderKwargs(block: Block): boolean {
  return block.kind === "chord" && Object.keys(block.headerKwargs).length > 0;
}
