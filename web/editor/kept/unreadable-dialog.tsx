import { useState, type ReactElement } from "react";

import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { download } from "../../ui/download.ts";
import { Modal } from "../dialogs/modal.tsx";
import { useEditorStore } from "../use-editor.ts";
import { forgetSetAside, setAsideDrawings } from "./kept-drawings.ts";

import "./unreadable-dialog.css";

/** What this browser kept and cannot read any more: it is given out as it is, and thrown away only by hand. */
export function UnreadableDialog(): ReactElement {
  const store = useEditorStore();
  const [all, setAll] = useState(setAsideDrawings);

  return (
    <Modal title="Drawings that cannot be read" onClose={() => store.set({ dialog: null })}>
      <p>
        {all.length === 0
          ? "Everything that this browser kept can be read."
          : "This browser kept them, and what it kept is no drawing that this version knows. They were set aside, and nothing overwrites them."}
      </p>
      <ul className="unreadable">
        {all.map((aside, index) => (
          <li key={aside.key}>
            <code>{aside.text.slice(0, 200)}</code>
            <button
              type="button"
              className="button small"
              onClick={() => download(aside.text, `unreadable-drawing-${index + 1}.txt`)}
            >
              Download
            </button>
            <ConfirmDialog
              label="Throw away"
              icon="trash-2"
              isSmall
              what="Throw it away"
              act={async () => {
                forgetSetAside(aside);
                setAll(setAsideDrawings());
              }}
            >
              <p>There is no other copy of it here.</p>
            </ConfirmDialog>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
