import { useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";

import { allBlocks } from "../../../shared/drawing/drawing.ts";
import type { WorkflowSummary } from "../../../shared/wire/workflows.ts";
import { useSession } from "../../api/session.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { formatAgo, formatInstant } from "../../ui/format.ts";
import { useNow } from "../../ui/use-now.ts";
import { forgetDrawing, type KeptDrawing } from "../kept/kept-drawings.ts";
import { useEditorStore } from "../use-editor.ts";
import { openWorkflow } from "./open-workflow.ts";
import { remove } from "./save.ts";

import "../../ui/row-button.css";

const CLOCK_MS = 10_000;

/** Opens either in place of what is drawn; nothing where there is nothing. */
export function useOpen(): (what: WorkflowSummary | KeptDrawing | undefined) => void {
  const store = useEditorStore();

  return (what) => {
    if (what === undefined) {
      return;
    }

    store.set({ dialog: null });

    if ("document" in what) {
      store.replace(what.drawing, `open ${nameOfKept(what)}`, what.origin);
      // It is kept as another document from here on.
      forgetDrawing(what.document);
    } else {
      void openWorkflow(store, what.name);
    }
  };
}

export function nameOfKept({ drawing }: KeptDrawing): string {
  return drawing.name === "" ? "Untitled workflow" : drawing.name;
}

export function SavedRow({ workflow }: { readonly workflow: WorkflowSummary }): ReactElement {
  const { name, version, updated_at: at } = workflow;
  const store = useEditorStore();
  const queries = useQueryClient();
  const open = useOpen();
  const now = useNow(CLOCK_MS);
  const mayAct = useSession().data?.role !== "viewer";

  return (
    <li>
      <button type="button" className="row-button" onClick={() => open(workflow)}>
        <b>{name}</b>
        <small title={formatInstant(at)}>
          version {version}, saved {formatAgo(at, now)}
        </small>
      </button>
      {mayAct && (
        <ConfirmDialog
          label={<span className="sr">Delete {name}</span>}
          icon="trash-2"
          isSmall
          what="Delete the workflow"
          act={() => remove(store, queries, name)}
        >
          <p>
            “{name}” goes with all of its versions, for everybody. Runs of it stay, and what is
            drawn here stays drawn.
          </p>
        </ConfirmDialog>
      )}
    </li>
  );
}

interface KeptRowProps {
  readonly kept: KeptDrawing;
  readonly onForget: () => void;
}

export function KeptRow({ kept, onForget }: KeptRowProps): ReactElement {
  const { drawing, origin, keptAt, document } = kept;
  const open = useOpen();
  const now = useNow(CLOCK_MS);
  const blocks = [...allBlocks(drawing)].length;

  return (
    <li>
      <button type="button" className="row-button" onClick={() => open(kept)}>
        <b>{nameOfKept(kept)}</b>
        <small>
          {origin !== null && `from version ${origin.version}, `}
          {blocks} {blocks === 1 ? "block" : "blocks"}, drawn{" "}
          {formatAgo(new Date(keptAt).toISOString(), now)}
        </small>
      </button>
      <ConfirmDialog
        label={<span className="sr">Throw away {nameOfKept(kept)}</span>}
        icon="trash-2"
        isSmall
        what="Throw the drawing away"
        act={async () => {
          forgetDrawing(document);
          onForget();
        }}
      >
        <p>It is saved nowhere else.</p>
      </ConfirmDialog>
    </li>
  );
}
