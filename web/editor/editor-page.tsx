import { ReactFlowProvider } from "@xyflow/react";
import { useMemo, useState, type ReactElement } from "react";

import type { TaskView } from "../../shared/task/view.ts";
import { useTasks } from "../api/tasks.ts";
import { Loading } from "../ui/loading.tsx";
import { COMMANDS, type Command } from "./commands.ts";
import { AddDialog } from "./dialogs/add-dialog.tsx";
import { CommandDialog } from "./dialogs/command-dialog.tsx";
import { ConnectDialog } from "./dialogs/connect-dialog.tsx";
import { ImportDialog } from "./dialogs/import-dialog.tsx";
import { KeysDialog } from "./dialogs/keys-dialog.tsx";
import { ProblemsDialog } from "./dialogs/problems-dialog.tsx";
import { TemplateDialog } from "./dialogs/template-dialog.tsx";
import { Head } from "./head.tsx";
import { Inspector } from "./inspector/inspector.tsx";
import { beginEditor } from "./kept/begin.ts";
import { UnreadableDialog } from "./kept/unreadable-dialog.tsx";
import { useAutosave } from "./kept/use-autosave.ts";
import { CodePanel } from "./panels/code-panel.tsx";
import { NoticeBar } from "./panels/notice-bar.tsx";
import { Outline } from "./panels/outline.tsx";
import { Palette } from "./panels/palette.tsx";
import { PanelEdge } from "./panels/panel-edge.tsx";
import { catalogOf } from "./problems.ts";
import { RunOverlay } from "./run/run-overlay.tsx";
import { StatusContext, StatusStore } from "./run/status-store.ts";
import { ConflictDialog } from "./saving/conflict-dialog.tsx";
import { OpenDialog } from "./saving/open-dialog.tsx";
import { SaveDialog } from "./saving/save-dialog.tsx";
import { useAddress } from "./saving/use-address.ts";
import { useSaving } from "./saving/use-saving.ts";
import { ShareDialog } from "./share/share-dialog.tsx";
import { useShared } from "./share/use-shared.ts";
import { StageTools } from "./stage/stage-tools.tsx";
import { Stage } from "./stage/stage.tsx";
import { runIn } from "./store.ts";
import { TasksContext } from "./tasks-context.ts";
import { EditorContext, useEditor, useEditorStore } from "./use-editor.ts";
import { FlawsContext, useChecked } from "./use-flaws.ts";
import { useKeys } from "./use-keys.ts";
import { useRun } from "./use-run.ts";
import { VersionsDialog } from "./versions/versions-dialog.tsx";

import "./editor-page.css";

const SKELETON_ROWS = 6;

interface EditorPageProps {
  /** The name of the saved workflow that the address asks for. */
  readonly workflow: string | null;
}

/** Draw a workflow, run it, and watch it on the drawing. */
export function EditorPage({ workflow }: EditorPageProps): ReactElement {
  const tasks = useTasks();

  if (tasks.data === undefined) {
    return (
      <div className="editor-blank">
        <title>Editor · Lovage</title>
        <Loading query={tasks} label="Loading the tasks" rows={SKELETON_ROWS} />
      </div>
    );
  }

  return <Editor views={tasks.data} workflow={workflow} />;
}

/** Tasks that stand for compositions are drawn as those. */
function isDrawn({ name }: TaskView): boolean {
  return !name.startsWith("celery.") && !name.startsWith("lovage.");
}

interface EditorProps extends EditorPageProps {
  readonly views: readonly TaskView[];
}

function Editor({ views, workflow }: EditorProps): ReactElement {
  const [store] = useState(() => beginEditor(workflow));
  const [statuses] = useState(() => new StatusStore());
  const byName = useMemo(() => new Map(views.map((view) => [view.name, view])), [views]);

  return (
    <EditorContext value={store}>
      <StatusContext value={statuses}>
        <TasksContext value={byName}>
          <ReactFlowProvider>
            <Desk views={views} workflow={workflow} />
          </ReactFlowProvider>
        </TasksContext>
      </StatusContext>
    </EditorContext>
  );
}

function Desk({ views, workflow }: EditorProps): ReactElement {
  const store = useEditorStore();
  const catalog = useMemo(() => catalogOf(views), [views]);
  const flaws = useChecked(views, catalog);
  const { run, isPosting } = useRun(store, catalog);
  const tasks = useMemo(() => views.filter(isDrawn), [views]);
  const saving = useSaving(store);
  const commands = allCommands(run, saving.save);
  const showsCode = useEditor((state) => state.showsCode);
  const running = useEditor(runIn);
  const showsOutline = useEditor((state) => state.showsOutline);
  const name = useEditor(({ history }) => history.present.name);

  useKeys(store, commands);
  useAutosave(store);
  useShared(store);
  useAddress(store, workflow);

  return (
    <FlawsContext value={flaws}>
      <div className="editor" data-code={showsCode}>
        <title>{`${name === "" ? "Untitled workflow" : name} · Lovage`}</title>
        <Head isPosting={isPosting} onRun={run} saving={saving} />
        <Palette tasks={tasks} />
        <PanelEdge panel="palette" />
        <div className="editor-stage">
          {showsOutline ? <Outline /> : <Stage />}
          <StageTools />
          {running !== null && <RunOverlay key={running.runId} run={running} />}
          <NoticeBar />
        </div>
        {showsCode && (
          <>
            <PanelEdge panel="code" />
            <CodePanel />
          </>
        )}
        <PanelEdge panel="inspector" />
        <Inspector />
      </div>
      <CurrentDialog tasks={tasks} commands={commands} />
    </FlawsContext>
  );
}

function allCommands(run: () => void, save: () => void): readonly Command[] {
  const common = { group: "Drawing", needs: "nothing" } as const;

  return [
    { ...common, id: "run", title: "Run the workflow", keys: ["Ctrl+Enter"], run },
    { ...common, id: "save", title: "Save the workflow", keys: ["Ctrl+S"], run: save },
    ...COMMANDS,
  ];
}

function CurrentDialog({
  tasks,
  commands,
}: {
  readonly tasks: readonly TaskView[];
  readonly commands: readonly Command[];
}): ReactElement | null {
  const dialog = useEditor((state) => state.dialog);

  switch (dialog) {
    case "add":
      return <AddDialog tasks={tasks} />;
    case "commands":
      return <CommandDialog commands={commands} />;
    case "connect":
      return <ConnectDialog />;
    case "keys":
      return <KeysDialog commands={commands} />;
    case "templates":
      return <TemplateDialog />;
    case "import":
      return <ImportDialog />;
    case "problems":
      return <ProblemsDialog />;
    case "open":
      return <OpenDialog />;
    case "versions":
      return <VersionsDialog />;
    case "share":
      return <ShareDialog />;
    case "save":
      return <SaveDialog isCopy={false} />;
    case "copy":
      return <SaveDialog isCopy />;
    case "conflict":
      return <ConflictDialog />;
    case "unreadable":
      return <UnreadableDialog />;
    case null:
      return null;
  }
}
