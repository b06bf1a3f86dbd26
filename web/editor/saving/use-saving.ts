import { useMutation, useQueryClient } from "@tanstack/react-query";

import { ApiError } from "../../api/api-error.ts";
import { useSession } from "../../api/session.ts";
import type { EditorStore } from "../store.ts";
import { isUnsaved } from "./origin.ts";
import { saveNewer, type Snapshot } from "./save.ts";

export interface Saving {
  readonly isSaving: boolean;
  /** As one more version; asks first for what it cannot know. */
  readonly save: () => void;
}

export const VIEWER_REASON = "Your token may look, not save.";

export function useSaving(store: EditorStore): Saving {
  const queries = useQueryClient();
  const isViewer = useSession().data?.role === "viewer";
  const put = useMutation({
    mutationFn: (snapshot: Snapshot) => saveNewer(store, queries, snapshot),
    onError: (error, snapshot) => tellRefusal(store, snapshot, error),
  });

  return {
    isSaving: put.isPending,
    save: () => {
      const { drawing, origin } = store;

      if (isViewer) {
        store.refuse(VIEWER_REASON);
      } else if (origin === null || origin.name !== drawing.name.trim()) {
        store.set({ dialog: "save" });
      } else if (!isUnsaved(origin, drawing)) {
        store.say(`Version ${origin.version} has all of this.`);
      } else if (!put.isPending) {
        put.mutate({ history: store.state.history, origin });
      }
    },
  };
}

function tellRefusal(store: EditorStore, { history, origin }: Snapshot, error: Error): void {
  const status = error instanceof ApiError ? error.status : 0;

  // What was opened meanwhile is not what the choices are about.
  if (status === 409 && store.state.history.document === history.document) {
    store.set({ dialog: "conflict" });
  } else if (status === 404) {
    store.setOrigin(history.document, null);
    store.refuse(
      `There is no workflow “${origin.name}” any more: somebody deleted or renamed it. Nothing is lost here: save again, as a new one.`,
    );
  } else {
    store.refuse(error.message);
  }
}
