import type { ReactElement } from "react";

import { useSession } from "../../api/session.ts";
import { Glyph } from "../../graph/glyph.tsx";
import { originIn } from "../store.ts";
import { useDrawing, useEditor } from "../use-editor.ts";
import { isUnsaved } from "./origin.ts";
import { type Saving, VIEWER_REASON } from "./use-saving.ts";

import "../../ui/button.css";
import "./saving.css";

/** Which version is drawn on, and whether there is more. */
export function SaveStatus(): ReactElement | null {
  const origin = useEditor(originIn);
  const unsaved = isUnsaved(origin, useDrawing());
  const words = [
    ...(origin === null ? [] : [`Version ${origin.version}`]),
    ...(unsaved ? [origin === null ? "Not saved" : "unsaved changes"] : []),
  ].join(" · ");

  return words === "" ? null : (
    <span className="save-status" data-unsaved={unsaved}>
      {words}
    </span>
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
