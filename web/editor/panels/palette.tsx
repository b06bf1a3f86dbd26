import { useState, type DragEvent, type ReactElement, type ReactNode } from "react";

import type { TaskView } from "../../../shared/task/view.ts";
import { Glyph } from "../../graph/glyph.tsx";
import { taskGlyph } from "../../graph/task-glyph.ts";
import { found } from "../finder/match.ts";
import {
  aimAfter,
  COMPOSITIONS,
  COMPOSITION_WORDS,
  type Pick,
  pickText,
  putPick,
} from "../pick.ts";
import { PICK_TYPE } from "../stage/use-dragging.ts";
import { useEditorStore } from "../use-editor.ts";
import { CompositionMark } from "./composition-mark.tsx";

import "../../ui/field.css";
import "./palette.css";

/** What can be drawn: dragged to its place, or put after what is selected by a click. */
export function Palette({ tasks }: { readonly tasks: readonly TaskView[] }): ReactElement {
  const [query, setQuery] = useState("");
  const shown = found(tasks, query, ({ name, description }) => `${name} ${description}`);

  return (
    <aside className="palette" aria-label="Palette">
      <div className="palette-find">
        <Glyph name="search" size={14} />
        <input
          className="input"
          type="search"
          aria-label="Find a task"
          placeholder="Find a task"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </div>
      <div className="palette-scroll">
        {query === "" && (
          <>
            <h2>Canvas</h2>
            <div className="palette-canvas">
              {COMPOSITIONS.map((composition) => (
                <Item
                  key={composition}
                  pick={{ kind: "composition", composition }}
                  words={COMPOSITION_WORDS[composition]}
                >
                  <CompositionMark composition={composition} />
                  {composition}
                </Item>
              ))}
            </div>
          </>
        )}
        <h2>
          Tasks <span>{shown.length}</span>
        </h2>
        <ul className="palette-tasks">
          {shown.map(({ name, description }) => (
            <li key={name}>
              <Item pick={{ kind: "task", task: name }} words={description}>
                <Glyph name={taskGlyph(name)} size={14} />
                <span>{name}</span>
              </Item>
            </li>
          ))}
        </ul>
        {shown.length === 0 && <p className="meta">No task is called “{query}”.</p>}
      </div>
      <p className="palette-foot">
        Drag onto the canvas, or press <kbd>N</kbd>
      </p>
    </aside>
  );
}

interface ItemProps {
  readonly pick: Pick;
  readonly words: string;
  readonly children: ReactNode;
}

function Item({ pick, words, children }: ItemProps): ReactElement {
  const store = useEditorStore();

  function drag(event: DragEvent): void {
    event.dataTransfer.setData(PICK_TYPE, pickText(pick));
    event.dataTransfer.effectAllowed = "copy";
  }

  return (
    <button
      type="button"
      title={words}
      draggable
      onDragStart={drag}
      onClick={() =>
        store.apply(putPick(store.drawing, pick, aimAfter(store.drawing, store.state.selected)))
      }
    >
      {children}
    </button>
  );
}
