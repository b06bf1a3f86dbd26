import type { ReactElement } from "react";

import { Glyph } from "../../graph/glyph.tsx";
import { aimAfter } from "../pick.ts";
import { useEditor, useEditorStore } from "../use-editor.ts";

import "./stage-tools.css";

/** The way between the picture and the tree of words, and where there is no room for the palette the way to what is in it. */
export function StageTools(): ReactElement {
  const store = useEditorStore();
  const shows = useEditor((state) => state.showsOutline);

  return (
    <div className="stage-tools">
      <button
        type="button"
        className="button small"
        aria-pressed={shows}
        onClick={() => store.set({ showsOutline: !shows })}
      >
        <Glyph name="list-tree" size={14} />
        Outline <kbd>O</kbd>
      </button>
      <button
        type="button"
        className="button small stage-add"
        onClick={() => store.ask(aimAfter(store.drawing, store.state.selected))}
      >
        <Glyph name="plus" size={14} />
        Add <kbd>N</kbd>
      </button>
    </div>
  );
}
