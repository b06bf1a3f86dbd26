import { useState, type ReactElement, type SubmitEvent } from "react";

import type { WorkflowSummary } from "../../../shared/wire/workflows.ts";
import { useWorkflows } from "../../api/workflows.ts";
import { ErrorNote } from "../../ui/error-note.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Modal } from "../dialogs/modal.tsx";
import { found } from "../finder/match.ts";
import { documentOfTab, type KeptDrawing, keptDrawings } from "../kept/kept-drawings.ts";
import { useEditorStore } from "../use-editor.ts";
import { KeptRow, nameOfKept, SavedRow, useOpen } from "./open-rows.tsx";

import "../../ui/field.css";
import "./open-dialog.css";

/** What is saved, and what this browser keeps besides. Enter opens the first that is found. */
export function OpenDialog(): ReactElement {
  const store = useEditorStore();
  const [query, setQuery] = useState("");
  const { data, error, refetch } = useWorkflows();
  const saved = found((data ?? []).toSorted(newestFirst), query, ({ name }) => name);
  const [kept, forget] = useKept();
  const foundKept = found(kept, query, nameOfKept);
  const open = useOpen();

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    open(saved[0] ?? foundKept[0]);
  }

  return (
    <Modal title="Open a workflow" onClose={() => store.set({ dialog: null })}>
      <form onSubmit={submit}>
        <input
          className="input"
          type="search"
          aria-label="Find a workflow"
          placeholder="Find a workflow by its name"
          value={query}
          onChange={({ target }) => setQuery(target.value)}
        />
      </form>
      {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton label="Loading the workflows" rows={3} />}
      {data !== undefined && <SavedList all={data} shown={saved} />}
      {foundKept.length > 0 && (
        <section className="open-list" aria-label="Kept in this browser">
          <h3>Kept in this browser, not saved</h3>
          <ul>
            {foundKept.map((drawing) => (
              <KeptRow key={drawing.document} kept={drawing} onForget={() => forget(drawing)} />
            ))}
          </ul>
        </section>
      )}
    </Modal>
  );
}

function newestFirst(a: WorkflowSummary, b: WorkflowSummary): number {
  return Date.parse(b.updated_at) - Date.parse(a.updated_at);
}

interface SavedListProps {
  readonly all: readonly WorkflowSummary[];
  readonly shown: readonly WorkflowSummary[];
}

function SavedList({ all, shown }: SavedListProps): ReactElement {
  if (shown.length === 0) {
    return (
      <p>
        {all.length === 0
          ? "Nothing is saved yet: Ctrl S saves what is drawn."
          : "None is called so."}
      </p>
    );
  }

  return (
    <section className="open-list" aria-label="Saved workflows">
      <ul>
        {shown.map((workflow) => (
          <SavedRow key={workflow.name} workflow={workflow} />
        ))}
      </ul>
    </section>
  );
}

/** What other tabs and former drawings left here, without the one that this tab shows. */
function useKept(): readonly [kept: readonly KeptDrawing[], forget: (kept: KeptDrawing) => void] {
  const store = useEditorStore();
  const [kept, setKept] = useState(() => {
    const own = new Set([store.state.history.document, documentOfTab()]);

    return keptDrawings().filter(({ document, isUnsaved }) => isUnsaved && !own.has(document));
  });

  return [kept, (gone) => setKept(kept.filter((one) => one !== gone))];
}
