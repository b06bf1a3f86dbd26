import { useMutation } from "@tanstack/react-query";
import { useId, useState, type KeyboardEvent, type ReactElement, type SubmitEvent } from "react";

import { ApiError } from "../api/api-error.ts";
import { postRun } from "../api/runs.ts";
import { useSession } from "../api/session.ts";
import { navigate } from "../app/navigation.tsx";
import { runPath } from "../app/route.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { curlCommand } from "../ui/curl.ts";
import { ErrorNote } from "../ui/error-note.tsx";
import { Icon } from "../ui/icon.tsx";
import { EXAMPLES, type Example } from "./examples.ts";
import { parseCanvasText } from "./parse-canvas-text.ts";

import "../ui/button.css";
import "../ui/field.css";
import "./canvas-box.css";

/** The first example fits. */
const CANVAS_ROWS = 17;
const FIRST_EXAMPLE = EXAMPLES.find(({ name }) => name === "Chord") ?? null;

/** A canvas as text, an example to begin with, and the way to run it. */
export function CanvasBox(): ReactElement {
  const [text, setText] = useState(FIRST_EXAMPLE?.json ?? "");
  const post = useMutation({
    mutationFn: async (name: string) => postRun({ canvas: parseCanvasText(text) }, name),
    onSuccess: (accepted) => navigate(runPath(accepted.run_id), accepted),
  });

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get("name");
    post.mutate(typeof name === "string" ? name.trim() : "");
  }

  function edit(next: string): void {
    setText(next);
    post.reset();
  }

  return (
    <section className="home-section" aria-labelledby="post-title">
      <h2 id="post-title">Post a canvas</h2>
      <form className="canvas-box" onSubmit={submit}>
        <ExamplePicker text={text} onPick={(example) => edit(example.json)} />
        <CanvasField text={text} error={post.error} onEdit={edit} />
        <div className="canvas-box-foot">
          <div className="field">
            <label htmlFor="run-name">Name of the run (optional)</label>
            <input className="input" id="run-name" name="name" maxLength={200} autoComplete="off" />
          </div>
          <CopyButton
            text={curlCommand(new URL("/api/runs", location.href), `{"canvas": ${text}}`)}
            label="Copy as curl"
            isLabelled
          />
          <RunButton isPosting={post.isPending} />
        </div>
      </form>
    </section>
  );
}

interface CanvasFieldProps {
  readonly text: string;
  readonly error: Error | null;
  readonly onEdit: (text: string) => void;
}

/** The text, and beside it what is wrong with it. */
function CanvasField({ text, error, onEdit }: CanvasFieldProps): ReactElement {
  const errorId = useId();

  return (
    <>
      <div className="field">
        <label htmlFor="canvas">Canvas, as Celery prints it with json.dumps(sig)</label>
        <textarea
          className="input"
          id="canvas"
          rows={CANVAS_ROWS}
          spellCheck={false}
          autoCapitalize="off"
          value={text}
          aria-invalid={isAboutCanvas(error)}
          aria-describedby={error === null ? undefined : errorId}
          onChange={(event) => onEdit(event.target.value)}
          onKeyDown={submitByKey}
        />
      </div>
      {error !== null && <ErrorNote error={error} id={errorId} />}
    </>
  );
}

function submitByKey(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.currentTarget.form?.requestSubmit();
  }
}

/** What was sent is wrong, not the way there. */
function isAboutCanvas(error: Error | null): boolean {
  return error instanceof ApiError && (error.status === 400 || error.status === 422);
}

function RunButton({ isPosting }: { readonly isPosting: boolean }): ReactElement {
  const isViewer = useSession().data?.role === "viewer";

  return (
    <>
      {isViewer && <span className="field-hint">Your token may look, not run.</span>}
      <button
        type="submit"
        className="button primary"
        disabled={isPosting || isViewer}
        title="Ctrl Enter in the box"
      >
        <Icon name="play" size={14} />
        Run
      </button>
    </>
  );
}

interface ExamplePickerProps {
  readonly text: string;
  readonly onPick: (example: Example) => void;
}

function ExamplePicker({ text, onPick }: ExamplePickerProps): ReactElement {
  const picked = EXAMPLES.find(({ json }) => json === text);

  return (
    <div className="example-picker" role="group" aria-label="Examples">
      {EXAMPLES.map((example) => (
        <button
          key={example.name}
          type="button"
          className="button small"
          aria-pressed={example === picked}
          onClick={() => onPick(example)}
        >
          {example.name}
        </button>
      ))}
      <span className="field-hint">{picked?.about ?? "Your own."}</span>
    </div>
  );
}
