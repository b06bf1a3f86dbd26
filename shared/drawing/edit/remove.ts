/** Taking blocks out of a drawing. */
import { type Block, type BlockId, chainBlock } from "../block.ts";
import { ancestorsOf, type Drawing, findBlock, type Found } from "../drawing.ts";
import { Ids } from "../ids.ts";
import { done, type Edit, GONE, nameOf, refused, rewrite, settled } from "./edit.ts";

/** What came before is followed by what came after. A frame goes with its lanes; a chord's body stays. */
export function remove(drawing: Drawing, ids: readonly BlockId[]): Edit {
  const first = ids.map((id) => findBlock(drawing, id)).find((found) => found !== undefined);

  if (first === undefined) {
    return GONE;
  }

  const label =
    ids.length === 1 ? `delete ${nameOf(drawing, first.block)}` : `delete ${ids.length}`;

  const left = ids.reduce(taken, drawing);

  return done(left, label, neighbourOf(drawing, ids, left));
}

/** Without one block; as it is when that is gone already, with what was around it. */
function taken(drawing: Drawing, id: BlockId): Drawing {
  return rewrite(drawing, id, (block) => (block.kind === "chord" ? block.body : null));
}

/** The wire before a block is cut: the block and what follows it in its chain are kept on the shelf. */
export function cutBefore(drawing: Drawing, id: BlockId): Edit {
  const found = findBlock(drawing, id);

  if (found === undefined) {
    return GONE;
  }

  const { block, parent, role, index, whole } = found;
  const isStep = parent?.kind === "chain" && role === "part";

  if (parent === null || (isStep && index === 0 && parent.id === whole.id)) {
    return refused("It is the first already: no wire leads to it.");
  }

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

/** What the hand is on in what is left: the step before, or the one after, or the frame around, or what came with that. */
function neighbourOf(
  drawing: Drawing,
  gone: readonly BlockId[],
  left: Drawing,
): readonly BlockId[] {
  const around = ancestorsOf(drawing, gone[0] ?? "").toReversed();
  const near = [...gone, ...around.map(({ id }) => id)].flatMap((id) =>
    nextTo(findBlock(drawing, id)),
  );
  const next = near.find(({ kind, id }) => kind !== "chain" && findBlock(left, id) !== undefined);

  return next === undefined ? [] : [next.id];
}

function nextTo(found: Found | undefined): readonly Block[] {
  if (found === undefined || found.parent === null) {
    return [];
  }

  const { parent, role, index } = found;
  const parts =
    "parts" in parent && role === "part" ? [parent.parts[index - 1], parent.parts[index + 1]] : [];
  const body = parent.kind === "chord" ? parent.body : undefined;

  return [...parts, parent, body].filter((block) => block !== undefined);
}
