/** What is marked on the picture of a drawing: only what is drawn of it can be. */
import type { BlockId } from "../../../shared/drawing/block.ts";
import type { Change } from "../../../shared/drawing/diff/changes.ts";
import { ancestorsOf, type Drawing, findBlock } from "../../../shared/drawing/drawing.ts";

export type Mark = Change["kind"];

/** By block. What happened inside a box is a change of the box; of several marks the first is shown. */
export function marksOf(
  drawing: Drawing,
  changes: readonly Change[],
  isDrawn: (id: BlockId) => boolean,
): ReadonlyMap<BlockId, Mark> {
  const blocks = changes
    .map(({ block, kind }) => ({ kind, block: findBlock(drawing, block ?? "")?.block }))
    .flatMap(({ kind, block }) => (block === undefined ? [] : [{ kind, block }]));
  const own = blocks.filter(({ block }) => isDrawn(block.id));
  // A chain is not drawn: of it there is only the list of the changes.
  const inside = blocks
    .filter(({ block }) => block.kind !== "chain" && !isDrawn(block.id))
    .map(({ block }) => ancestorsOf(drawing, block.id).findLast(({ id }) => isDrawn(id)))
    .filter((box) => box !== undefined);

  return new Map([
    ...inside.map(({ id }) => [id, "changed"] as const),
    ...own.toReversed().map(({ block, kind }) => [block.id, kind] as const),
  ]);
}
