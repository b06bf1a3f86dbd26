import {
  type Block,
  type BlockId,
  chainBlock,
  chordOf,
  groupBlock,
  repeatBlock,
  taskBlock,
  UNCHOSEN_TASK,
} from "../../shared/drawing/block.ts";
import { connect } from "../../shared/drawing/connect/connect.ts";
import { type Drawing, findBlock } from "../../shared/drawing/drawing.ts";
import { editBlock } from "../../shared/drawing/edit/call.ts";
import { done, type Edit, GONE, nameOf, rewrite } from "../../shared/drawing/edit/edit.ts";
import { insert, type Slot } from "../../shared/drawing/edit/insert.ts";
import { Ids } from "../../shared/drawing/ids.ts";
import { blocksOf } from "../../shared/drawing/walk.ts";
/** What can be picked to be drawn, and what a pick makes of the drawing. */
import type { TaskView } from "../../shared/task/view.ts";
import type { Aim } from "./store.ts";

export const COMPOSITIONS = ["chain", "group", "chord", "map", "chunks", "each"] as const;
export type Composition = (typeof COMPOSITIONS)[number];

export type Pick = { readonly kind: "task"; readonly task: string } | CompositionPick;

interface CompositionPick {
  readonly kind: "composition";
  readonly composition: Composition;
}

export const COMPOSITION_WORDS: Readonly<Record<Composition, string>> = {
  chain: "One after the other, each with the result of the one before",
  group: "Side by side; yields the list of their results",
  chord: "Side by side, then a body with the list of their results",
  map: "One task over a list of items, one after another",
  chunks: "One task over a list of items, in batches side by side",
  each: "One task for each item that the step before returned",
};

/** What can be picked, tasks by their names. */
export function picksOf(tasks: readonly TaskView[]): readonly Pick[] {
  return [
    ...tasks.map(({ name }): Pick => ({ kind: "task", task: name })),
    ...COMPOSITIONS.map((composition): Pick => ({ kind: "composition", composition })),
  ];
}

/** Text that names it to the drag and drop of the browser. */
export function pickText(pick: Pick): string {
  return JSON.stringify(pick);
}

export function parsePick(text: string): Pick | null {
  try {
    const value: unknown = JSON.parse(text);

    return isPick(value) ? value : null;
  } catch {
    // Something else was dragged here.
    return null;
  }
}

function isPick(value: unknown): value is Pick {
  if (typeof value !== "object" || value === null || !("kind" in value)) {
    return false;
  }

  return value.kind === "task"
    ? "task" in value && typeof value.task === "string"
    : "composition" in value && COMPOSITIONS.some((name) => name === value.composition);
}

/** The picked thing where it was aimed at. */
export function putPick(drawing: Drawing, pick: Pick, aim: Aim): Edit {
  switch (aim.kind) {
    case "choose":
      return choose(drawing, pick, aim.id);
    case "put":
      return put(drawing, pick, aim.slot);
    case "branch":
      return wiredFrom(drawing, pick, [aim.from]);
    case "join":
      return wiredFrom(drawing, pick, aim.from);
  }
}

/** A task takes the place of the one that is there; a composition goes around it. */
function choose(drawing: Drawing, pick: Pick, id: BlockId): Edit {
  if (pick.kind === "composition") {
    return compose(drawing, pick, id);
  }

  const edit = editBlock(drawing, id, {
    what: "task",
    change: (block) => (block.kind === "task" ? { ...block, task: pick.task } : block),
  });

  return edit.ok ? { ...edit, label: `choose ${pick.task}` } : edit;
}

function compose(drawing: Drawing, pick: CompositionPick, id: BlockId): Edit {
  const inside = findBlock(drawing, id)?.block;

  if (inside === undefined) {
    return GONE;
  }

  const ids = new Ids(drawing.nextId);
  const block = composed(pick, ids, inside);

  return done(
    { ...rewrite(drawing, id, () => block), nextId: ids.next },
    `make ${pick.composition}`,
    [firstToChoose(block)],
  );
}

function put(drawing: Drawing, pick: Pick, slot: Slot): Edit {
  const [numbered, block] = made(drawing, pick);
  const edit = insert(numbered, slot, block);

  return edit.ok ? { ...edit, select: [firstToChoose(block)] } : edit;
}

/** It waits for all of `from`: one wire after another, from the shelf on. */
function wiredFrom(drawing: Drawing, pick: Pick, from: readonly BlockId[]): Edit {
  const [numbered, block] = made(drawing, pick);
  let edit: Edit = insert(numbered, { at: "shelf" }, block);

  for (const source of from) {
    if (edit.ok) {
      edit = connect(edit.drawing, { from: source, to: block.id });
    }
  }

  return edit.ok
    ? done(edit.drawing, `add ${nameOf(edit.drawing, block)}`, [firstToChoose(block)])
    : edit;
}

function made(drawing: Drawing, pick: Pick): readonly [drawing: Drawing, block: Block] {
  const ids = new Ids(drawing.nextId);
  const block = pick.kind === "task" ? taskBlock(ids.take(), pick.task) : composed(pick, ids);

  return [{ ...drawing, nextId: ids.next }, block];
}

/** With open places, the first of them `first`. */
function composed({ composition }: CompositionPick, ids: Ids, first: Block = openTask(ids)): Block {
  const id = ids.take();

  switch (composition) {
    case "chain":
      return chainBlock(id, [first, openTask(ids)]);
    case "group":
      return groupBlock(id, [first, openTask(ids)]);
    case "chord":
      return chordOf(groupBlock(id, [first, openTask(ids)]), openTask(ids));
    case "map":
    case "chunks":
    case "each":
      return repeatBlock(id, composition, first);
  }
}

function openTask(ids: Ids): Block {
  return taskBlock(ids.take(), UNCHOSEN_TASK);
}

/** The first task that is still to be chosen and is drawn; else the block itself. */
function firstToChoose(block: Block): BlockId {
  if ("inner" in block || block.kind === "task") {
    return block.id;
  }

  const open = [...blocksOf(block)].find(
    (part) => part.kind === "task" && part.task === UNCHOSEN_TASK,
  );

  return open?.id ?? block.id;
}

/** What `N` means where the hand is: a task for what has none, else something after it. */
export function aimAfter(drawing: Drawing, selected: readonly BlockId[]): Aim {
  const id = selected.at(-1);
  const block = id === undefined ? undefined : findBlock(drawing, id)?.block;

  if (id === undefined || block === undefined) {
    return { kind: "put", slot: { at: "end" } };
  }

  const open = openTaskOf(block);

  return open === undefined
    ? { kind: "put", slot: { at: "after", id } }
    : { kind: "choose", id: open };
}

/** The task that is still to be chosen: the block's own, or the one that it repeats. */
export function openTaskOf(block: Block): BlockId | undefined {
  if ("inner" in block) {
    return openTaskOf(block.inner);
  }

  return block.kind === "task" && block.task === UNCHOSEN_TASK ? block.id : undefined;
}
