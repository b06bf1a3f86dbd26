import { useMutation } from "@tanstack/react-query";

import { graphOf } from "../../shared/drawing/connect/graph.ts";
import type { Drawing } from "../../shared/drawing/drawing.ts";
import type { History } from "../../shared/drawing/history.ts";
import { pathsOf } from "../../shared/drawing/paths.ts";
import { signatureOf } from "../../shared/drawing/to-canvas.ts";
import type { TaskCatalog } from "../../shared/engine/catalog.ts";
import { ApiError } from "../api/api-error.ts";
import { postRun, type RunContent } from "../api/runs.ts";
import { locate, problemsOf } from "./problems.ts";
import type { EditorStore } from "./store.ts";

interface Running {
  readonly isPosting: boolean;
  /** Runs the drawing as it is now, if nothing is known to be wrong with it: what is shown beside the blocks may lag behind. */
  readonly run: () => void;
}

export function useRun(store: EditorStore, catalog: TaskCatalog): Running {
  const post = useMutation({
    mutationFn: async ({ present: drawing, document }: History) => ({
      run: { drawing, document },
      accepted: await postRun(contentOf(drawing), drawing.name.trim()),
    }),
    onSuccess: ({ run, accepted }) => {
      store.set({ run: { ...run, runId: accepted.run_id }, notice: null });
      const [warning] = accepted.warnings;

      if (warning !== undefined) {
        store.say(warning);
      }
    },
    onError: (error, { present }) => tellRefusal(store, present, error),
  });

  return {
    isPosting: post.isPending,
    run: () => {
      if (store.drawing.root === null) {
        store.say("Nothing is drawn yet.");
      } else if (store.held !== null) {
        store.refuse(
          `What is typed for ${store.held} cannot be read: it would run with what stood there before.`,
        );
      } else if (problemsOf(store.drawing, catalog).length > 0) {
        store.set({ dialog: "problems" });
      } else if (!post.isPending) {
        post.mutate(store.state.history);
      }
    },
  };
}

/** As the API takes it. */
export function contentOf(drawing: Drawing): RunContent {
  return drawing.crossings.length > 0
    ? { graph: graphOf(drawing) }
    : { canvas: drawing.root && signatureOf(drawing.root) };
}

/** What only the server knows to be wrong, at the block that it is about. */
function tellRefusal(store: EditorStore, drawing: Drawing, error: Error): void {
  const [first] = error instanceof ApiError ? error.errors : [];

  if (first === undefined || drawing.root === null) {
    store.refuse(error.message);

    return;
  }

  const { block } = locate(pathsOf(drawing.root), first.path, first.message);
  store.refuse(first.message);

  if (block !== null) {
    store.select([block]);
  }
}
