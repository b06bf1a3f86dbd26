import type { ReactElement } from "react";

import { useSession } from "../../api/session.ts";
import { Glyph } from "../../graph/glyph.tsx";
import { originIn } from "../store.ts";
import { useDrawing, useEditor, useEditorStore } from "../use-editor.ts";
import { isUnsaved } from "./origin.ts";
import { type Saving, VIEWER_REASON } from "./use-saving.ts";

import "../../ui/button.css";
import "./saving.css";

/** Which version is drawn on, and whether there is more. */
export function SaveStatus(): ReactElement | null {
  const store = useEditorStore();
  const origin = useEditor(originIn);
  const unsaved = isUnsaved(origin, useDrawing());

  if (origin === null) {
    return unsaved ? <span className="save-status">Not saved</span> : null;
  }

  return (
    <button
      type="button"
      className="button quiet small save-status"
      title="Versions, and what is different: V"
      onClick={() => store.set({ dialog: "versions" })}
    >
      <Glyph name="history" size={14} />
      <span>{`Version ${origin.version}${unsaved ? " · unsaved changes" : ""}`}</span>
    </button>
  );
}

export function SaveButton({ isSaving, save }: Saving): ReactElement {
  const isViewer = useSession().data?.role === "viewer";

  return (
    <button
      type="button"
      className="button editor-tool"
      disabled={isSaving || isViewer}
      title={isViewer ? VIEWER_REASON : "Save as a new version: Ctrl S"}
      onClick={save}
    >
      <Glyph name="save" size={14} />
      Save
    </button>
  );
}
