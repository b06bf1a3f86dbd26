import type { ReactElement } from "react";

import { type Block, isFrame } from "../../../shared/drawing/block.ts";
import { findBlock } from "../../../shared/drawing/drawing.ts";
import { duplicate } from "../../../shared/drawing/edit/copy.ts";
import { remove } from "../../../shared/drawing/edit/remove.ts";
import { placeWords } from "../../../shared/drawing/place-words.ts";
import { Glyph } from "../../graph/glyph.tsx";
import { titleOf } from "../block-look.ts";
import { COMMANDS, runCommand } from "../commands.ts";
import { keyLabel } from "../keys.ts";
import { runIn, type Tab } from "../store.ts";
import { useDrawing, useEditor, useEditorStore } from "../use-editor.ts";
import { AboutForm } from "./about-form.tsx";
import { CallForm } from "./call-form.tsx";
import { CompositionForm } from "./composition-form.tsx";
import { DrawingForm } from "./drawing-form.tsx";
import { OptionsForm } from "./options-form.tsx";
import { RunTab } from "./run-tab.tsx";

import "../../ui/tabs.css";
import "./inspector.css";

/** What is selected, in full. */
export function Inspector(): ReactElement {
  const drawing = useDrawing();
  const selected = useEditor((state) => state.selected);
  const [id] = selected;
  const block = id === undefined ? undefined : findBlock(drawing, id)?.block;

  return (
    <aside className="inspector" aria-label="Inspector">
      {block === undefined || selected.length > 1 ? (
        <Unselected count={selected.length} />
      ) : (
        <Subject key={block.id} block={block} />
      )}
    </aside>
  );
}

function Unselected({ count }: { readonly count: number }): ReactElement {
  return count > 1 ? (
    <div className="inspector-form">
      <h2>{count} selected</h2>
      <SeveralButtons />
    </div>
  ) : (
    <DrawingForm />
  );
}

/** What can be done with several at once. */
function SeveralButtons(): ReactElement {
  const store = useEditorStore();
  const commands = COMMANDS.filter(({ needs }) => needs === "some");

  return (
    <ul className="several">
      {commands.map((command) => (
        <li key={command.id}>
          <button type="button" className="button small" onClick={() => runCommand(store, command)}>
            {command.title} <kbd>{keyLabel(command.keys[0] ?? "")}</kbd>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Subject({ block }: { readonly block: Block }): ReactElement {
  const store = useEditorStore();
  const drawing = useDrawing();
  const run = useEditor(runIn);
  const tab = useEditor((state) => state.tab);
  const shown = tab === "run" && run === null ? "call" : tab;

  return (
    <>
      <header>
        <div>
          <h2>{drawing.remarks[block.id]?.name ?? titleOf(block)}</h2>
          <p className="meta">{placeWords(drawing, block.id)}</p>
        </div>
        <button
          type="button"
          className="button quiet small square"
          aria-label="Duplicate"
          title="Duplicate D"
          onClick={() => store.apply(duplicate(store.drawing, [block.id]))}
        >
          <Glyph name="copy-plus" size={14} />
        </button>
        <button
          type="button"
          className="button quiet small square"
          aria-label="Delete"
          title="Delete Del"
          onClick={() => store.apply(remove(store.drawing, [block.id]))}
        >
          <Glyph name="trash-2" size={14} />
        </button>
      </header>
      <div className="tabs" role="group" aria-label="What is shown">
        <TabButton tab="call" current={shown}>
          {isFrame(block) ? "Frame" : "Arguments"}
        </TabButton>
        <TabButton tab="options" current={shown}>
          Options
        </TabButton>
        {run !== null && (
          <TabButton tab="run" current={shown}>
            This run
          </TabButton>
        )}
      </div>
      <div className="inspector-form">
        {shown === "call" && (
          <>
            {block.kind === "task" ? <CallForm block={block} /> : <CompositionForm block={block} />}
            <AboutForm block={block} />
          </>
        )}
        {shown === "options" && <OptionsForm block={block} />}
        {shown === "run" && run !== null && <RunTab block={block} run={run} />}
      </div>
    </>
  );
}

interface TabButtonProps {
  readonly tab: Tab;
  readonly current: Tab;
  readonly children: string;
}

function TabButton({ tab, current, children }: TabButtonProps): ReactElement {
  const store = useEditorStore();

  return (
    <button type="button" aria-pressed={tab === current} onClick={() => store.set({ tab })}>
      {children}
    </button>
  );
}
