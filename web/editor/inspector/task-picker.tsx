import type { ReactElement } from "react";

import { type TaskBlock, UNCHOSEN_TASK } from "../../../shared/drawing/block.ts";
import type { TaskView } from "../../../shared/task/view.ts";
import { Glyph } from "../../graph/glyph.tsx";
import { taskGlyph } from "../../graph/task-glyph.ts";
import { useEditorStore } from "../use-editor.ts";

/** Which task it is, and the way to another one. */
export function TaskPicker({
  block,
  view,
}: {
  readonly block: TaskBlock;
  readonly view: TaskView | undefined;
}): ReactElement {
  const store = useEditorStore();
  const isOpen = block.task === UNCHOSEN_TASK;

  return (
    <div className="task-picker">
      <button
        type="button"
        className="input"
        onClick={() => store.ask({ kind: "choose", id: block.id })}
      >
        <Glyph name={taskGlyph(block.task)} size={14} />
        <code>{isOpen ? "Choose a task" : block.task}</code>
        <Glyph name="chevrons-up-down" size={14} />
      </button>
      {view !== undefined && <p className="field-hint">{view.description}</p>}
    </div>
  );
}
