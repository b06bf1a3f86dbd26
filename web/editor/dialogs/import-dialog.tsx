import { useState, type ReactElement, type SubmitEvent } from "react";

import type { Drawing } from "../../../shared/drawing/drawing.ts";
import { ApiError, type FieldError } from "../../api/api-error.ts";
import { ErrorNote } from "../../ui/error-note.tsx";
import { readImport } from "../saving/import.ts";
import { useEditorStore } from "../use-editor.ts";
import { Modal } from "./modal.tsx";

const MOST_SHOWN = 5;

/** Celery's JSON, a run as it is posted, or a drawing that was exported, in place of what is there. */
export function ImportDialog(): ReactElement {
  const store = useEditorStore();
  const [error, setError] = useState<ApiError | null>(null);

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const text = new FormData(event.currentTarget).get("canvas");
    const read = readText(typeof text === "string" ? text : "");

    if (read instanceof ApiError) {
      setError(read);
    } else {
      store.set({ dialog: null });
      store.replace(read, "import");
    }
  }

  return (
    <Modal title="Import Celery JSON" onClose={() => store.set({ dialog: null })}>
      <form className="import-box" onSubmit={submit}>
        <p>
          What <code>json.dumps(sig)</code> prints, what <code>POST /api/runs</code> takes, or a
          drawing exported from here. It takes the place of what is drawn; undo brings that back.
        </p>
        <textarea
          className="input"
          name="canvas"
          aria-label="Celery JSON"
          spellCheck={false}
          placeholder='{"task": "celery.chain", "kwargs": {"tasks": […]}, "subtask_type": "chain"}'
        />
        {error !== null && <ErrorNote error={error} />}
        <footer>
          <button type="submit" className="button primary">
            Import
          </button>
        </footer>
      </form>
    </Modal>
  );
}

function readText(text: string): Drawing | ApiError {
  try {
    const read = readImport(JSON.parse(text));

    return read.ok ? read.drawing : refusal(read.errors);
  } catch (cause) {
    return new ApiError(0, "This is not JSON", {
      detail: cause instanceof Error ? cause.message : String(cause),
      cause,
    });
  }
}

function refusal(errors: readonly FieldError[]): ApiError {
  return new ApiError(0, "This is no canvas", { errors: errors.slice(0, MOST_SHOWN) });
}
