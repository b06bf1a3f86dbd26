import type { ReactElement } from "react";

import { Glyph } from "../../graph/glyph.tsx";
import { useEditor, useEditorStore } from "../use-editor.ts";

import "./outline-button.css";

/** Between the picture and the tree of words. */
export function OutlineButton(): ReactElement {
  const store = useEditorStore();
  const shows = useEditor((state) => state.showsOutline);

  return (
    <button
      type="button"
      className="button small outline-button"
      aria-pressed={shows}
      onClick={() => store.set({ showsOutline: !shows })}
    >
      <Glyph name="list-tree" size={14} />
      Outline <kbd>O</kbd>
    </button>
  );
}
