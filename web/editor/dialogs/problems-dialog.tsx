import type { ReactElement } from "react";

import { findBlock } from "../../../shared/drawing/drawing.ts";
import { nameOf } from "../../../shared/drawing/edit/edit.ts";
import { Icon } from "../../ui/icon.tsx";
import type { DrawingProblem } from "../problems.ts";
import { useEditorStore } from "../use-editor.ts";
import { useFlaws } from "../use-flaws.ts";
import { Modal } from "./modal.tsx";

import "../../ui/row-button.css";
import "./problems-dialog.css";

/** Everything that is wrong, and what may be; each leads to its block. */
export function ProblemsDialog(): ReactElement {
  const store = useEditorStore();
  const { problems, warnings } = useFlaws();

  return (
    <Modal title="Problems" onClose={() => store.set({ dialog: null })}>
      {problems.length + warnings.length === 0 && <p>Nothing is wrong with this drawing.</p>}
      <ul className="problems">
        {problems.map((problem) => (
          <Row key={JSON.stringify(problem)} problem={problem} isError />
        ))}
        {warnings.map((problem) => (
          <Row key={JSON.stringify(problem)} problem={problem} isError={false} />
        ))}
      </ul>
    </Modal>
  );
}

interface RowProps {
  readonly problem: DrawingProblem;
  readonly isError: boolean;
}

function Row({ problem: { block: id, message }, isError }: RowProps): ReactElement {
  const store = useEditorStore();
  const block = id === null ? undefined : findBlock(store.drawing, id)?.block;

  return (
    <li data-state={isError ? "FAILURE" : "RETRY"}>
      <button
        type="button"
        className="row-button"
        disabled={block === undefined}
        onClick={() => store.set({ dialog: null, selected: id === null ? [] : [id] })}
      >
        <Icon name={isError ? "octagon-x" : "triangle-alert"} size={14} />
        <b>{block === undefined ? "The drawing" : nameOf(store.drawing, block)}</b>
        <span>{message}</span>
      </button>
    </li>
  );
}
