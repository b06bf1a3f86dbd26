/** What is said about one block: its task, arguments, options, name and note. */
import type { JsonValue } from "../../canvas/json.ts";
import type { Block, BlockId } from "../block.ts";
import { type Drawing, findBlock, type Remark } from "../drawing.ts";
import { done, type Edit, GONE, nameOf, refused, rewrite } from "./edit.ts";

/** `what` was changed, as in "x of add". */
export function editBlock(
  drawing: Drawing,
  id: BlockId,
  { what, change }: { readonly what: string; readonly change: (block: Block) => Block },
): Edit {
  const block = findBlock(drawing, id)?.block;

  return block === undefined
    ? GONE
    : done(rewrite(drawing, id, change), `${what} of ${nameOf(drawing, block)}`, [id]);
}

/** Undefined takes the option away. */
export function setOption(
  drawing: Drawing,
  id: BlockId,
  name: string,
  value: JsonValue | undefined,
): Edit {
  return editBlock(drawing, id, {
    what: name,
    change: (block) => {
      const { [name]: _old, ...others } = block.options;

      return {
        ...block,
        options: value === undefined ? others : { ...block.options, [name]: value },
      };
    },
  });
}

/** Immutable: what comes before only orders it. */
export function toggleImmutable(drawing: Drawing, id: BlockId): Edit {
  const block = findBlock(drawing, id)?.block;

  if (block === undefined) {
    return GONE;
  }

  if (block.kind === "map" || block.kind === "starmap" || block.kind === "chunks") {
    return refused(`A ${block.kind} has its items written down: it is always immutable.`);
  }

  const label = block.immutable ? "let the result in" : "make immutable";

  return done(
    rewrite(drawing, id, (old) => ({ ...old, immutable: !old.immutable })),
    `${label}: ${nameOf(drawing, block)}`,
    [id],
  );
}

export function remark(drawing: Drawing, id: BlockId, said: Remark): Edit {
  const block = findBlock(drawing, id)?.block;

  if (block === undefined) {
    return GONE;
  }

  const kept = Object.entries({ ...drawing.remarks[id], ...said }).filter(
    ([, value]) => value !== undefined && value !== "",
  );
  const remarks = { ...drawing.remarks, [id]: Object.fromEntries(kept) };

  return done({ ...drawing, remarks }, labelOf(said, nameOf(drawing, block)), [id]);
}

function labelOf(said: Remark, name: string): string {
  if ("folded" in said) {
    return said.folded === true ? `fold ${name}` : `unfold ${name}`;
  }

  return "name" in said ? `rename ${name}` : `note on ${name}`;
}
