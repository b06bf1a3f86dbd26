import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactElement, type SubmitEvent } from "react";

import { useSession } from "../../api/session.ts";
import { ErrorNote } from "../../ui/error-note.tsx";
import { TextField } from "../../ui/form-fields.tsx";
import { Modal } from "../dialogs/modal.tsx";
import type { EditorStore } from "../store.ts";
import { useEditorStore } from "../use-editor.ts";
import type { Origin } from "./origin.ts";
import { rename, saveNew, saveNewer } from "./save.ts";
import { VIEWER_REASON } from "./use-saving.ts";

interface SaveDialogProps {
  /** Whatever it was opened from stays as it is. */
  readonly isCopy: boolean;
}

/** Asks for the name to save under; where a saved workflow was given another name, whether that is to be called so. */
export function SaveDialog({ isCopy }: SaveDialogProps): ReactElement {
  const store = useEditorStore();
  const isViewer = useSession().data?.role === "viewer";
  const { origin } = store;
  const [name, setName] = useState(() => nameFor(store, isCopy));
  const close = (): void => store.set({ dialog: null });
  const { error, isPending, saveAs, renameTo } = useSaveUnder(name.trim(), close);

  return (
    <Modal title={isCopy ? "Save a copy" : "Save the workflow"} onClose={close}>
      <form className="save-form" onSubmit={saveAs}>
        {origin !== null && <About origin={origin} />}
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          hint="Its runs are called so, and the API runs it by this name."
        />
        {error !== null && <ErrorNote error={error} />}
        {isViewer && <p>{VIEWER_REASON}</p>}
        <Buttons
          renamed={isCopy ? null : origin}
          words={origin === null ? "Save" : "Save as a copy"}
          isIdle={isPending || isViewer || name.trim() === ""}
          onRename={renameTo}
        />
      </form>
    </Modal>
  );
}

/** A copy needs a name that is free. */
function nameFor({ drawing, origin }: EditorStore, isCopy: boolean): string {
  const name = drawing.name.trim();

  return isCopy && origin?.name === name ? `${name} copy` : name;
}

function About({ origin: { name, version } }: { readonly origin: Origin }): ReactElement {
  return (
    <p>
      This is version {version} of “{name}” with what was drawn since. A copy leaves that as it is.
    </p>
  );
}

interface ButtonsProps {
  /** What could get the new name instead. */
  readonly renamed: Origin | null;
  readonly words: string;
  readonly isIdle: boolean;
  readonly onRename: (origin: Origin) => void;
}

function Buttons({ renamed, words, isIdle, onRename }: ButtonsProps): ReactElement {
  return (
    <footer>
      {renamed !== null && (
        <button
          type="button"
          className="button"
          disabled={isIdle}
          onClick={() => onRename(renamed)}
        >
          Rename “{renamed.name}” and save
        </button>
      )}
      <button type="submit" className="button primary" disabled={isIdle}>
        {words}
      </button>
    </footer>
  );
}

interface SaveUnder {
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly saveAs: (event: SubmitEvent<HTMLFormElement>) => void;
  readonly renameTo: (origin: Origin) => void;
}

function useSaveUnder(name: string, onSuccess: () => void): SaveUnder {
  const store = useEditorStore();
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: async (renamed: Origin | null) => {
      if (renamed === null) {
        await saveNew(store, queries, name);

        return;
      }

      if (renamed.name !== name) {
        await rename(store, queries, { origin: renamed, name });
      }

      await saveNewer(store, queries, {
        history: store.state.history,
        origin: { ...renamed, name },
      });
    },
    onSuccess,
  });

  return {
    error: save.error,
    isPending: save.isPending,
    saveAs: (event) => {
      event.preventDefault();
      save.mutate(null);
    },
    renameTo: (origin) => save.mutate(origin),
  };
}
