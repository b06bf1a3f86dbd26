import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, type ReactElement } from "react";

import type { WorkflowView } from "../../../shared/wire/workflows.ts";
import { useWorkflow, WORKFLOWS_KEY } from "../../api/workflows.ts";
import { ErrorNote } from "../../ui/error-note.tsx";
import { formatAgo } from "../../ui/format.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useNow } from "../../ui/use-now.ts";
import { Modal } from "../dialogs/modal.tsx";
import { originIn } from "../store.ts";
import { useDrawing, useEditor, useEditorStore } from "../use-editor.ts";
import { Comparison } from "../versions/comparison.tsx";
import { openWorkflow } from "./open-workflow.ts";
import { drawingIn, type Origin, undrawable } from "./origin.ts";
import { saveNewer } from "./save.ts";

const CLOCK_MS = 10_000;

/** Somebody else saved a newer version than the one that was drawn on: what can be done, none of which loses anything. */
export function ConflictDialog(): ReactElement | null {
  const store = useEditorStore();
  const origin = useEditor(originIn);

  return (
    origin && (
      <Modal title="There is a newer version" isWide onClose={() => store.set({ dialog: null })}>
        <Newest origin={origin} />
      </Modal>
    )
  );
}

function Newest({ origin }: { readonly origin: Origin }): ReactElement {
  const { data, error, refetch, isFetchedAfterMount } = useWorkflow(origin.name, null);

  if (error !== null) {
    return <ErrorNote error={error} onRetry={() => void refetch()} />;
  }

  return data === undefined || !isFetchedAfterMount ? (
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
  const now = useNow(CLOCK_MS);
  const mine = useDrawing();
  const read = useMemo(() => drawingIn(theirs), [theirs]);
  const title = `Version ${theirs.version}, theirs`;

  return (
    <div className="conflict">
      <p>
        You began with version {origin.version} of “{origin.name}”. Version {theirs.version} was
        saved {formatAgo(theirs.updated_at, now)}. Nothing of either is lost: every version stays in
        the history.
      </p>
      {read.ok ? (
        <Comparison
          before={{ title, drawing: read.drawing }}
          after={{ title: "What is drawn here, mine", drawing: mine }}
          shareIds={theirs.drawing !== null}
        />
      ) : (
        <p>{undrawable(title, read.errors)}</p>
      )}
      <footer>
        <button
          type="button"
          className="button"
          onClick={() => {
            store.set({ dialog: null });
            void openWorkflow(store, origin.name);
          }}
        >
          Open theirs
        </button>
        <button type="button" className="button" onClick={() => store.set({ dialog: "copy" })}>
          Save mine as a copy
        </button>
        <SaveMine origin={origin} theirs={theirs} />
      </footer>
    </div>
  );
}

/** On top of theirs, which stays the version before. */
function SaveMine({ origin, theirs: { version, description } }: ChoicesProps): ReactElement {
  const store = useEditorStore();
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: () =>
      saveNewer(store, queries, {
        history: store.state.history,
        origin: { ...origin, version, description },
      }),
    onSuccess: () => store.set({ dialog: null }),
    // Once more somebody was faster: the question is about theirs now.
    onError: () => queries.invalidateQueries({ queryKey: WORKFLOWS_KEY }),
  });

  return (
    <>
      {save.error !== null && <ErrorNote error={save.error} />}
      <button
        type="button"
        className="button primary"
        disabled={save.isPending}
        onClick={() => save.mutate()}
      >
        Save mine as version {version + 1}
      </button>
    </>
  );
}
