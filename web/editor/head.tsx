import type { ReactElement } from "react";

import { saveDrawing } from "../../shared/drawing/saved.ts";
import { signatureOf } from "../../shared/drawing/to-canvas.ts";
import { useSession } from "../api/session.ts";
import { navigate } from "../app/navigation.tsx";
import { NEW_SCHEDULE_PATH } from "../app/route.ts";
import { Glyph } from "../graph/glyph.tsx";
import { download } from "../ui/download.ts";
import { formatCount } from "../ui/format.ts";
import { Icon } from "../ui/icon.tsx";
import { SaveButton, SaveStatus } from "./saving/save-button.tsx";
import type { Saving } from "./saving/use-saving.ts";
import { useEditor, useEditorStore } from "./use-editor.ts";
import { useFlaws } from "./use-flaws.ts";
import { contentOf } from "./use-run.ts";

import "../ui/button.css";
import "../ui/state.css";
import "./head.css";

interface RunProps {
  readonly isPosting: boolean;
  readonly onRun: () => void;
}

interface HeadProps extends RunProps {
  readonly saving: Saving;
}

/** Which drawing this is, what was done last, and the way to run it. */
export function Head({ saving, ...run }: HeadProps): ReactElement {
  const store = useEditorStore();
  const name = useEditor(({ history }) => history.present.name);

  return (
    <header className="editor-head">
      <h1 className="sr">Editor</h1>
      <input
        className="editor-name"
        aria-label="Name of the workflow"
        placeholder="Untitled workflow"
        value={name}
        maxLength={200}
        onChange={(event) =>
          store.apply(
            {
              ok: true,
              drawing: { ...store.drawing, name: event.target.value },
              label: "rename",
              select: store.state.selected,
            },
            "name",
          )
        }
        onBlur={() => store.seal()}
      />
      <SaveStatus />
      <span className="editor-sep" />
      <UndoButtons />
      <span className="editor-grow" />
      <ProblemsButton />
      <ToolButton
        name="folder-open"
        label="Open a workflow"
        onClick={() => store.set({ dialog: "open" })}
      />
      <ToolButton
        name="book-open"
        label="Templates"
        onClick={() => store.set({ dialog: "templates" })}
      />
      <ToolButton name="upload" label="Import" onClick={() => store.set({ dialog: "import" })} />
      <ToolButton name="download" label="Export" onClick={() => exportDrawing(store)} />
      <ToolButton
        name="share-2"
        label="Share by a link"
        onClick={() => store.set({ dialog: "share" })}
      />
      <CodeButton />
      <ScheduleButton />
      <CommandsButton />
      <ToolButton
        name="circle-help"
        label="Keyboard help"
        onClick={() => store.set({ dialog: "keys" })}
      />
      <SaveButton {...saving} />
      <RunButton {...run} />
    </header>
  );
}

function UndoButtons(): ReactElement {
  const store = useEditorStore();
  const undone = useEditor(({ history }) => history.past.at(-1)?.label ?? null);
  const redone = useEditor(({ history }) => history.future.at(-1)?.label ?? null);

  return (
    <span className="editor-undo">
      <button
        type="button"
        className="button quiet"
        disabled={undone === null}
        aria-label={undone === null ? "Undo" : `Undo: ${undone}`}
        title={undone === null ? "Undo Ctrl Z" : `Undo: ${undone} Ctrl Z`}
        onClick={() => store.undo()}
      >
        <Glyph name="undo-2" />
        <span>{undone === null ? "Undo" : `Undo: ${undone}`}</span>
      </button>
      <button
        type="button"
        className="button quiet square"
        disabled={redone === null}
        aria-label={redone === null ? "Nothing to redo" : `Redo: ${redone}`}
        title={redone === null ? "Nothing to redo" : `Redo: ${redone} Ctrl Shift Z`}
        onClick={() => store.redo()}
      >
        <Glyph name="redo-2" />
      </button>
    </span>
  );
}

function ProblemsButton(): ReactElement | null {
  const store = useEditorStore();
  const { problems, warnings } = useFlaws();
  const words = [
    ...(problems.length > 0 ? [counted(problems.length, "problem")] : []),
    ...(warnings.length > 0 ? [counted(warnings.length, "warning")] : []),
  ].join(", ");

  return words === "" ? null : (
    <button
      type="button"
      className="button quiet editor-problems"
      data-state={problems.length > 0 ? "FAILURE" : "RETRY"}
      aria-label={words}
      onClick={() => store.set({ dialog: "problems" })}
    >
      <Icon name="triangle-alert" />
      <span>{words}</span>
    </button>
  );
}

function counted(count: number, what: string): string {
  return `${formatCount(count)} ${what}${count === 1 ? "" : "s"}`;
}

interface ToolButtonProps {
  readonly name: Parameters<typeof Glyph>[0]["name"];
  readonly label: string;
  readonly onClick: () => void;
}

function ToolButton({ name, label, onClick }: ToolButtonProps): ReactElement {
  return (
    <button
      type="button"
      className="button quiet square editor-tool"
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <Glyph name={name} />
    </button>
  );
}

/** Hands the drawing over to the form for a new schedule. */
function ScheduleButton(): ReactElement {
  const store = useEditorStore();

  function schedule(): void {
    const { drawing } = store;

    if (drawing.root === null) {
      store.say("Nothing is drawn yet.");
    } else {
      navigate(NEW_SCHEDULE_PATH, { name: drawing.name.trim(), ...contentOf(drawing) });
    }
  }

  return (
    <button
      type="button"
      className="button quiet square editor-tool"
      aria-label="Schedule this"
      title="Schedule this"
      onClick={schedule}
    >
      <Icon name="calendar-clock" />
    </button>
  );
}

/** Everything that can be done, also for whoever has no keys at hand. */
function CommandsButton(): ReactElement {
  const store = useEditorStore();

  return (
    <button
      type="button"
      className="button quiet square"
      aria-label="Commands"
      title="Commands Ctrl K"
      onClick={() => store.set({ dialog: "commands" })}
    >
      <Glyph name="command" />
    </button>
  );
}

function CodeButton(): ReactElement {
  const store = useEditorStore();
  const shows = useEditor((state) => state.showsCode);

  return (
    <button
      type="button"
      className="button editor-tool"
      aria-pressed={shows}
      title="Code K"
      onClick={() => store.set({ showsCode: !shows })}
    >
      <Glyph name="code-xml" size={14} />
      Code
    </button>
  );
}

function RunButton({ isPosting, onRun }: RunProps): ReactElement {
  const isViewer = useSession().data?.role === "viewer";
  const isEmpty = useEditor(({ history }) => history.present.root === null);
  const { problems } = useFlaws();
  const reason = idleReason({ isViewer, isEmpty, problems: problems.length });

  return (
    <button
      type="button"
      className="button primary"
      disabled={isPosting || isViewer || isEmpty}
      title={reason ?? "Run it now: Ctrl Enter"}
      onClick={onRun}
    >
      <Icon name="play" size={14} />
      Run
    </button>
  );
}

function idleReason({
  isViewer,
  isEmpty,
  problems,
}: {
  readonly isViewer: boolean;
  readonly isEmpty: boolean;
  readonly problems: number;
}): string | null {
  if (isViewer) {
    return "Your token may look, not run.";
  }

  if (isEmpty) {
    return "Nothing is drawn yet.";
  }

  return problems > 0 ? `${counted(problems, "problem")} to mend first.` : null;
}

/** Celery's JSON alone where that says it all; else the drawing as it is kept, with its shelf and remarks. */
function exportDrawing(store: ReturnType<typeof useEditorStore>): void {
  const { drawing } = store;
  const isPlain =
    drawing.shelf.length + drawing.crossings.length + Object.keys(drawing.remarks).length === 0;
  const content =
    isPlain && drawing.root !== null ? signatureOf(drawing.root) : saveDrawing(drawing);
  const fileName = `${drawing.name.replaceAll(/[^\w-]+/gu, "-") || "workflow"}.json`;

  download(JSON.stringify(content, null, 2), fileName);
}
