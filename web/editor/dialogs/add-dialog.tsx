import type { ReactElement } from "react";

import { findBlock, type Drawing } from "../../../shared/drawing/drawing.ts";
import { nameOf } from "../../../shared/drawing/edit/edit.ts";
import type { Slot } from "../../../shared/drawing/edit/insert.ts";
import type { TaskView } from "../../../shared/task/view.ts";
import type { GlyphName } from "../../graph/glyph.tsx";
import { taskGlyph } from "../../graph/task-glyph.ts";
import { Finder, type FinderItem } from "../finder/finder.tsx";
import {
  type Composition,
  COMPOSITION_WORDS,
  parsePick,
  type Pick,
  picksOf,
  pickText,
  putPick,
} from "../pick.ts";
import type { Aim } from "../store.ts";
import { useEditor, useEditorStore } from "../use-editor.ts";

const COMPOSITION_GLYPHS: Readonly<Record<Composition, GlyphName>> = {
  chain: "workflow",
  group: "split",
  chord: "combine",
  map: "rows-3",
  chunks: "layout-grid",
  each: "copy-plus",
};

/** Asks which task or composition goes where the hand aimed. */
export function AddDialog({ tasks }: { readonly tasks: readonly TaskView[] }): ReactElement {
  const store = useEditorStore();
  const aim = useEditor((state) => state.aim);
  const items = picksOf(tasks).map((pick) => itemOf(pick, tasks));

  return (
    <Finder
      title={aimWords(store.drawing, aim)}
      placeholder="Find a task or a composition"
      items={items}
      onClose={() => store.set({ dialog: null })}
      onPick={(id) => {
        const pick = parsePick(id);
        store.set({ dialog: null });

        if (pick !== null) {
          store.apply(putPick(store.drawing, pick, aim));
        }
      }}
    />
  );
}

function itemOf(pick: Pick, tasks: readonly TaskView[]): FinderItem {
  return pick.kind === "task"
    ? {
        id: pickText(pick),
        label: pick.task,
        isCode: true,
        hint: tasks.find(({ name }) => name === pick.task)?.description ?? "",
        glyph: taskGlyph(pick.task),
      }
    : {
        id: pickText(pick),
        label: pick.composition,
        isCode: true,
        hint: COMPOSITION_WORDS[pick.composition],
        glyph: COMPOSITION_GLYPHS[pick.composition],
        tail: "canvas",
      };
}

/** Where it will go, in words. */
function aimWords(drawing: Drawing, aim: Aim): string {
  switch (aim.kind) {
    case "choose":
      return "Choose the task";
    case "branch":
      return `Add a branch after ${nameAt(drawing, aim.from)}`;
    case "join":
      return `Join ${aim.from.length}`;
    case "put":
      return slotWords(drawing, aim.slot);
  }
}

function slotWords(drawing: Drawing, slot: Slot): string {
  switch (slot.at) {
    case "end":
      return drawing.root === null ? "Add the first task" : "Add at the end";
    case "shelf":
      return "Add to the shelf";
    case "place":
      return "Choose the task";
    case "error":
      return `Add an error handler of ${nameAt(drawing, slot.id)}`;
    case "link":
      return `Add a callback of ${nameAt(drawing, slot.id)}`;
    case "lane":
      return `Add lane ${slot.index} of ${nameAt(drawing, slot.id)}`;
    case "above":
    case "below":
      return `Add beside ${nameAt(drawing, slot.id)}`;
    case "before":
    case "after":
      return `Add ${slot.at} ${nameAt(drawing, slot.id)}`;
  }
}

function nameAt(drawing: Drawing, id: string): string {
  const block = findBlock(drawing, id)?.block;

  return block === undefined ? "it" : nameOf(drawing, block);
}
