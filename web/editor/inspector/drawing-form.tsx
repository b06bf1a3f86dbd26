import type { ReactElement } from "react";

import { atomsOf } from "../../../shared/drawing/connect/order-of.ts";
import { formatCount } from "../../ui/format.ts";
import { useDrawing, useEditorStore } from "../use-editor.ts";
import { useFlaws } from "../use-flaws.ts";

/** Nothing is selected: the drawing as a whole. */
export function DrawingForm(): ReactElement {
  const store = useEditorStore();
  const { root, shelf, crossings } = useDrawing();
  const { problems, warnings } = useFlaws();
  const tasks = root === null ? 0 : atomsOf(root).length;

  return (
    <div className="inspector-form">
      <h2>This workflow</h2>
      <dl className="run-facts">
        <dt>runs as</dt>
        <dd>
          {crossings.length > 0 ? "a graph, which only Lovage can" : (root?.kind ?? "nothing yet")}
        </dd>
        <dt>steps</dt>
        <dd>{formatCount(tasks)}</dd>
        <dt>on the shelf</dt>
        <dd>{formatCount(shelf.length)}</dd>
        <dt>problems</dt>
        <dd>{formatCount(problems.length)}</dd>
        <dt>warnings</dt>
        <dd>{formatCount(warnings.length)}</dd>
      </dl>
      {problems.length + warnings.length > 0 && (
        <button
          type="button"
          className="button small"
          onClick={() => store.set({ dialog: "problems" })}
        >
          Show them
        </button>
      )}
      <p className="meta">
        Select a task to see its arguments.{" "}
        <span className="keys-hint">
          <kbd>?</kbd> shows all keys.
        </span>
      </p>
    </div>
  );
}
