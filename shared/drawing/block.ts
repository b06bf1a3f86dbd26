/**
 * A drawing is a canvas whose parts can be pointed at: the same tree, with an id for every part and callbacks as parts too. The id stays
 * with its part through every edit, so that names, notes, selections and undo have something to hold on to; it never travels with the
 * canvas.
 */
import type { JsonObject, JsonValue } from "../canvas/json.ts";

export type BlockId = string;

interface BlockBase {
  readonly id: BlockId;
  readonly args: readonly JsonValue[];
  /** Keyword arguments; of a composition, what is left beside its parts. */
  readonly kwargs: JsonObject;
  /** Under Celery's names. Of `link` and `link_error` only the form stands here: what they hold are blocks. */
  readonly options: JsonObject;
  /** Called with the result. */
  readonly links: readonly Block[];
  /** Called with the id of the task that failed. */
  readonly errbacks: readonly Block[];
  readonly immutable: boolean;
  /** Top-level keys beyond the six of a signature, kept. */
  readonly extra: JsonObject;
}

export interface TaskBlock extends BlockBase {
  readonly kind: "task";
  readonly task: string;
}

export interface ChainBlock extends BlockBase {
  readonly kind: "chain";
  readonly parts: readonly Block[];
}

export interface GroupBlock extends BlockBase {
  readonly kind: "group";
  readonly parts: readonly Block[];
}

/** Its parts are the header; the block as a whole is what the frame around the header stands for. */
export interface ChordBlock extends BlockBase {
  readonly kind: "chord";
  readonly parts: readonly Block[];
  readonly headerKwargs: JsonObject;
  readonly body: Block;
}

export interface MapBlock extends BlockBase {
  readonly kind: "map" | "starmap";
  readonly inner: Block;
  readonly it: readonly JsonValue[];
}

export interface ChunksBlock extends BlockBase {
  readonly kind: "chunks";
  readonly inner: Block;
  readonly it: readonly JsonValue[];
  readonly n: number;
}

/** Ours, not Celery's: the inner canvas once for each item of the list that comes before it. */
export interface EachBlock extends BlockBase {
  readonly kind: "each";
  readonly inner: Block;
}

export type Block =
  | TaskBlock
  | ChainBlock
  | GroupBlock
  | ChordBlock
  | MapBlock
  | ChunksBlock
  | EachBlock;

export type FrameBlock = GroupBlock | ChordBlock;

/** Stands for a task that is still to be chosen. */
export const UNCHOSEN_TASK = "?";

const BLANK = {
  args: [],
  kwargs: {},
  options: {},
  links: [],
  errbacks: [],
  immutable: false,
  extra: {},
} as const satisfies Omit<BlockBase, "id">;

export function taskBlock(id: BlockId, task: string, call: Partial<TaskBlock> = {}): TaskBlock {
  return { ...BLANK, ...call, id, kind: "task", task };
}

export function chainBlock(id: BlockId, parts: readonly Block[]): ChainBlock {
  return { ...BLANK, id, kind: "chain", parts };
}

export function groupBlock(id: BlockId, parts: readonly Block[]): GroupBlock {
  return { ...BLANK, id, kind: "group", parts };
}

/** The call of a chord around the members of a group, whose name and options stay with the frame. */
export function chordOf({ kind: _kind, ...group }: GroupBlock, body: Block): ChordBlock {
  return { ...group, kind: "chord", headerKwargs: {}, body };
}

export function groupOf({
  kind: _kind,
  body: _body,
  headerKwargs: _headerKwargs,
  ...chord
}: ChordBlock): GroupBlock {
  return { ...chord, kind: "group" };
}

/** `inner` for each of many items, as one node. */
export function repeatBlock(
  id: BlockId,
  kind: "map" | "starmap" | "chunks" | "each",
  inner: Block,
): MapBlock | ChunksBlock | EachBlock {
  switch (kind) {
    case "map":
    case "starmap":
      return { ...BLANK, id, kind, inner, it: [], immutable: true };
    case "chunks":
      return { ...BLANK, id, kind, inner, it: [], n: 10, immutable: true };
    case "each":
      return { ...BLANK, id, kind, inner };
  }
}

export function isFrame(block: Block): block is FrameBlock {
  return block.kind === "group" || block.kind === "chord";
}
