/**
 * What is different in two states of a drawing, block by block. Blocks keep their ids from version to version, so nothing is guessed; where
 * two people drew them, they are told apart first (told-apart.ts). There are no changes exactly when both are drawn, and run, alike.
 */
import type { Block, BlockId } from "../block.ts";
import { blocksById, type Drawing } from "../drawing.ts";
import { isPlain, nameOf } from "../edit/edit.ts";
import { placeWords } from "../place-words.ts";
import { facetChanges } from "./facets.ts";
import { movedBlocks } from "./places.ts";

type ChangeKind = "added" | "removed" | "changed" | "moved";

export interface Change {
  readonly kind: ChangeKind;
  /** Null: the drawing as a whole. */
  readonly block: BlockId | null;
  /** How it is called. */
  readonly subject: string;
  /** In words: where it stands, or what is different about it. */
  readonly details: readonly string[];
}

interface Versions {
  readonly before: Drawing;
  readonly after: Drawing;
  readonly old: ReadonlyMap<BlockId, Block>;
  readonly now: ReadonlyMap<BlockId, Block>;
  readonly moved: ReadonlySet<BlockId>;
}

/** In the order of `after`; what was removed comes last. */
export function changesOf(before: Drawing, after: Drawing): readonly Change[] {
  if (before === after) {
    return [];
  }

  const versions: Versions = {
    before,
    after,
    old: blocksById(before),
    now: blocksById(after),
    moved: movedBlocks(before, after),
  };

  return [
    ...nameChange(before, after),
    ...[...versions.now.values()].flatMap((block) => changesIn(versions, block)),
    ...[...versions.old.values()].flatMap((block) => removal(versions, block)),
  ];
}

function nameChange({ name: old }: Drawing, { name }: Drawing): readonly Change[] {
  return old === name
    ? []
    : [
        {
          kind: "changed",
          block: null,
          subject: "The drawing",
          details: [`name: “${old}” → “${name}”`],
        },
      ];
}

function changesIn({ before, after, old, moved }: Versions, block: Block): readonly Change[] {
  const { id } = block;
  const was = old.get(id);
  const about = { block: id, subject: nameOf(after, block) };

  if (was === undefined) {
    return isUnseen(block, old, moved)
      ? []
      : [{ ...about, kind: "added", details: [placeWords(after, id)] }];
  }

  const facets = facetChanges([before, was], [after, block]);

  return [
    ...(facets.length > 0 ? [{ ...about, kind: "changed" as const, details: facets }] : []),
    ...(moved.has(id)
      ? [
          {
            ...about,
            kind: "moved" as const,
            details: [way(placeWords(before, id), placeWords(after, id))],
          },
        ]
      : []),
  ];
}

function removal({ before, now, moved }: Versions, block: Block): readonly Change[] {
  const { id } = block;

  return now.has(id) || isUnseen(block, now, moved)
    ? []
    : [
        {
          kind: "removed",
          block: id,
          subject: nameOf(before, block),
          details: [placeWords(before, id)],
        },
      ];
}

/** A chain that came or went only with its steps: there is no more to it than they tell. */
function isUnseen(
  block: Block,
  others: ReadonlyMap<BlockId, Block>,
  moved: ReadonlySet<BlockId>,
): boolean {
  if (block.kind !== "chain" || !isPlain(block)) {
    return false;
  }

  const stayed = block.parts.filter(({ id }) => others.has(id) && !moved.has(id));

  return stayed.length < 2 && stayed.length < block.parts.length;
}

function way(from: string, to: string): string {
  return from === to ? `${to}, elsewhere` : `${from} → ${to}`;
}
