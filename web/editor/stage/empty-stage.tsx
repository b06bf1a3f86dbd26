import type { ReactElement } from "react";

import { Glyph } from "../../graph/glyph.tsx";
import { useEditorStore } from "../use-editor.ts";

/** Nothing is drawn yet: the ways to begin. */
export function EmptyStage(): ReactElement {
  const store = useEditorStore();

  return (
    <div className="empty-stage">
      <h2>Draw a workflow</h2>
      <p>
        <span className="empty-drag">Drag a task from the left, or begin </span>
        <span className="empty-here">Begin </span>
        here.
      </p>
      <div>
        <button
          type="button"
          className="button primary"
          onClick={() => store.ask({ kind: "put", slot: { at: "end" } })}
        >
          <Glyph name="plus" size={14} />
          Add the first task
          <kbd>N</kbd>
        </button>
        <button type="button" className="button" onClick={() => store.set({ dialog: "templates" })}>
          <Glyph name="book-open" size={14} />
          Open a template
          <kbd>T</kbd>
        </button>
        <button type="button" className="button" onClick={() => store.set({ dialog: "import" })}>
          <Glyph name="upload" size={14} />
          Paste Celery JSON
        </button>
      </div>
    </div>
  );
}
