import { ReactFlowProvider } from "@xyflow/react";
import { useMemo, useState, type ReactElement } from "react";

import type { TaskView } from "../../shared/task/view.ts";
import { useTasks } from "../api/tasks.ts";
import { ErrorNote } from "../ui/error-note.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { keptDrawing, useAutosave } from "./autosave.ts";
import type { Command } from "./commands.ts";
import { AddDialog } from "./dialogs/add-dialog.tsx";
import { CommandDialog } from "./dialogs/command-dialog.tsx";
import { ConnectDialog } from "./dialogs/connect-dialog.tsx";
import { ImportDialog } from "./dialogs/import-dialog.tsx";
import { KeysDialog } from "./dialogs/keys-dialog.tsx";
import { ProblemsDialog } from "./dialogs/problems-dialog.tsx";
import { TemplateDialog } from "./dialogs/template-dialog.tsx";
import { Head } from "./head.tsx";
import { Inspector } from "./inspector/inspector.tsx";
import { CodePanel } from "./panels/code-panel.tsx";
import { NoticeBar } from "./panels/notice-bar.tsx";
import { Outline } from "./panels/outline.tsx";
import { Palette } from "./panels/palette.tsx";
import { catalogOf } from "./problems.ts";
import { RunOverlay } from "./run/run-overlay.tsx";
import { StatusContext, StatusStore } from "./run/status-store.ts";
import { OutlineButton } from "./stage/outline-button.tsx";
import { Stage } from "./stage/stage.tsx";
import { EditorStore } from "./store.ts";
import { TasksContext } from "./tasks-context.ts";
import { EditorContext, useEditor, useEditorStore } from "./use-editor.ts";
import { FlawsContext, useChecked } from "./use-flaws.ts";
import { useKeys } from "./use-keys.ts";
import { useRun } from "./use-run.ts";

import "./editor-page.css";

const SKELETON_ROWS = 6;

/** Draw a workflow, run it, and watch it on the drawing. */
export function EditorPage(): ReactElement {
  const { data, error, refetch } = useTasks();

  if (data === undefined) {
    return (
      <div className="editor-blank">
        <title>Editor · Lovage</title>
        {error === null ? (
          <Skeleton label="Loading the tasks" rows={SKELETON_ROWS} />
        ) : (
          <ErrorNote error={error} onRetry={() => void refetch()} />
        )}
      </div>
    );
  }

  return <Editor views={data} />;
}

/** Tasks that stand for compositions are drawn as those. */
function isDrawn({ name }: TaskView): boolean {
  return !name.startsWith("celery.") && !name.startsWith("lovage.");
}

function Editor({ views }: { readonly views: readonly TaskView[] }): ReactElement {
  const [store] = useState(() => new EditorStore(keptDrawing()));
  const [statuses] = useState(() => new StatusStore());
  const byName = useMemo(() => new Map(views.map((view) => [view.name, view])), [views]);

  return (
    <EditorContext value={store}>
      <StatusContext value={statuses}>
        <TasksContext value={byName}>
          <ReactFlowProvider>
            <Desk views={views} />
          </ReactFlowProvider>
        </TasksContext>
      </StatusContext>
    </EditorContext>
  );
}

function Desk({ views }: { readonly views: readonly TaskView[] }): ReactElement {
  const store = useEditorStore();
  const catalog = useMemo(() => catalogOf(views), [views]);
  const flaws = useChecked(views, catalog);
  const { run, isPosting } = useRun(store, catalog);
  const tasks = useMemo(() => views.filter(isDrawn), [views]);
  const command = useMemo((): Command => runCommandOf(run), [run]);
  const showsCode = useEditor((state) => state.showsCode);
  const running = useEditor((state) => state.run);
  const showsOutline = useEditor((state) => state.showsOutline);
  const name = useEditor(({ history }) => history.present.name);

  useKeys(store, command);
  useAutosave();

  return (
    <FlawsContext value={flaws}>
      <div className="editor" data-code={showsCode}>
        <title>{`${name === "" ? "Untitled workflow" : name} · Lovage`}</title>
        <Head isPosting={isPosting} onRun={run} />
        <Palette tasks={tasks} />
        <div className="editor-stage">
          {showsOutline ? <Outline /> : <Stage />}
          <OutlineButton />
          {running !== null && <RunOverlay key={running.runId} run={running} />}
          <NoticeBar />
        </div>
        {showsCode && <CodePanel />}
        <Inspector />
      </div>
      <OpenDialog tasks={tasks} run={command} />
    </FlawsContext>
  );
}

function runCommandOf(run: () => void): Command {
  return {
    id: "run",
    title: "Run the workflow",
    keys: ["Ctrl+Enter"],
    group: "Drawing",
    needs: "nothing",
    run,
  };
}

function OpenDialog({
  tasks,
  run,
}: {
  readonly tasks: readonly TaskView[];
  readonly run: Command;
}): ReactElement | null {
  const dialog = useEditor((state) => state.dialog);

  switch (dialog) {
    case "add":
      return <AddDialog tasks={tasks} />;
    case "commands":
      return <CommandDialog extra={[run]} />;
    case "connect":
      return <ConnectDialog />;
    case "keys":
      return <KeysDialog extra={[run]} />;
    case "templates":
      return <TemplateDialog />;
    case "import":
      return <ImportDialog />;
    case "problems":
      return <ProblemsDialog />;
    case null:
      return null;
  }
}
