import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";

import type { WorkflowView } from "../../../shared/wire/workflows.ts";
import { useWorkflow, WORKFLOWS_KEY } from "../../api/workflows.ts";
import { ErrorNote } from "../../ui/error-note.tsx";
import { formatAgo } from "../../ui/format.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useNow } from "../../ui/use-now.ts";
import { Modal } from "../dialogs/modal.tsx";
import { originIn } from "../store.ts";
import { useEditor, useEditorStore } from "../use-editor.ts";
import { drawingIn, type Origin, originOf } from "./origin.ts";
import { saveNewer } from "./save.ts";

const CLOCK_MS = 10_000;

/** Somebody else saved a newer version than the one that was drawn on: what can be done, none of which loses anything. */
export function ConflictDialog(): ReactElement | null {
  const store = useEditorStore();
  const origin = useEditor(originIn);

  return (
    origin && (
      <Modal title="There is a newer version" onClose={() => store.set({ dialog: null })}>
        <Newest origin={origin} />
      </Modal>
    )
  );
}

function Newest({ origin }: { readonly origin: Origin }): ReactElement {
  const { data, error, refetch } = useWorkflow(origin.name, null);

  if (error !== null) {
    return <ErrorNote error={error} onRetry={() => void refetch()} />;
  }

  return data === undefined ? (
    <Skeleton label="Loading the newer version" rows={2} />
  ) : (
    <Choices origin={origin} theirs={data} />
  );
}

interface ChoicesProps {
  readonly origin: Origin;
  readonly theirs: WorkflowView;
}

function Choices({ origin, theirs }: ChoicesProps): ReactElement {
  const store = useEditorStore();
  const queries = useQueryClient();
  const now = useNow(CLOCK_MS);
  const read = drawingIn(theirs);
  const save = useMutation({
    mutationFn: () =>
      saveNewer(store, queries, {
        history: store.state.history,
        origin: { ...origin, version: theirs.version, description: theirs.description },
      }),
    onSuccess: () => store.set({ dialog: null }),
    onError: () => queries.invalidateQueries({ queryKey: WORKFLOWS_KEY }),
  });

  return (
    <>
      <p>
        You began with version {origin.version} of “{origin.name}”. Version {theirs.version} was
        saved {formatAgo(theirs.updated_at, now)}. Nothing of either is lost: every version stays in
        the history.
      </p>
      {save.error !== null && <ErrorNote error={save.error} />}
      <footer>
        <button
          type="button"
          className="button"
          disabled={!read.ok}
          onClick={() => {
            if (read.ok) {
              store.set({ dialog: null });
              store.replace(
                read.drawing,
                `open version ${theirs.version}`,
                originOf(theirs, read.drawing),
              );
            }
          }}
        >
          Open theirs
        </button>
        <button type="button" className="button" onClick={() => store.set({ dialog: "copy" })}>
          Save mine as a copy
        </button>
        <button
          type="button"
          className="button primary"
          disabled={save.isPending}
          onClick={() => save.mutate()}
        >
          Save mine as version {theirs.version + 1}
        </button>
      </footer>
    </>
  );
}
