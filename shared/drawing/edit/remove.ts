/** Taking blocks out of a drawing. */
import { type Block, type BlockId, chainBlock } from "../block.ts";
import { type Drawing, findBlock } from "../drawing.ts";
import { Ids } from "../ids.ts";
import { blocksOf } from "../walk.ts";
import { done, type Edit, GONE, nameOf, rewrite, settled } from "./edit.ts";

/** What came before is followed by what came after. A frame goes with its lanes; a chord's body stays. */
export function remove(drawing: Drawing, ids: readonly BlockId[]): Edit {
  const first = ids.map((id) => findBlock(drawing, id)).find((found) => found !== undefined);

  if (first === undefined) {
    return GONE;
  }

  const label =
    ids.length === 1 ? `delete ${nameOf(drawing, first.block)}` : `delete ${ids.length}`;

  return done(ids.reduce(taken, drawing), label, neighbourOf(drawing, ids));
}

/** Without one block; as it is when that is gone already, with what was around it. */
function taken(drawing: Drawing, id: BlockId): Drawing {
  return rewrite(drawing, id, (block) => (block.kind === "chord" ? block.body : null));
}

/** The wire before a block is cut: the block and what follows it in its chain are kept on the shelf. */
export function cutBefore(drawing: Drawing, id: BlockId): Edit {
  const found = findBlock(drawing, id);

  if (found === undefined || found.parent === null) {
    return GONE;
  }

  const { block, parent, role, index } = found;
  const isStep = parent.kind === "chain" && role === "part";
  const rest = isStep ? parent.parts.slice(index) : [block];
  const ids = new Ids(drawing.nextId);
  const fragment = rest.length === 1 ? block : chainBlock(ids.take(), rest);
  const without = isStep
    ? rewrite(drawing, parent.id, (chain) => settled(withoutRest(chain, index)))
    : rewrite(drawing, id, () => null);

  return done(
    { ...without, shelf: [...without.shelf, fragment], nextId: ids.next },
    `cut before ${nameOf(drawing, block)}`,
    [id],
  );
}

function withoutRest(chain: Block, index: number): Block {
  return chain.kind === "chain" ? { ...chain, parts: chain.parts.slice(0, index) } : chain;
}

/** What the hand is on when these are gone: the step before, or the one after, or the frame around. */
function neighbourOf(drawing: Drawing, ids: readonly BlockId[]): readonly BlockId[] {
  const gone = new Set(
    ids.flatMap((id) => {
      const block = findBlock(drawing, id)?.block;

      return block === undefined ? [] : Array.from(blocksOf(block), (inside) => inside.id);
    }),
  );
  const [first = ""] = ids;
  const found = findBlock(drawing, first);
  const parent = found?.parent ?? undefined;
  const parts = parent !== undefined && "parts" in parent ? parent.parts : [];
  const index = found?.index ?? 0;
  const near = [parts[index - 1], parts[index + 1], parent];
  const next = near.find((block) => block !== undefined && !gone.has(block.id));

  return next === undefined || next.kind === "chain" ? [] : [next.id];
}
