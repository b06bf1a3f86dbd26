import { useId, useRef, useState, type ReactElement } from "react";

import type { NodeView, TaskMeta } from "../../../shared/wire/views.ts";
import { retryTask } from "../../api/actions.ts";
import { CallForm } from "../../ui/call-form.tsx";
import { Icon } from "../../ui/icon.tsx";

import "../../ui/button.css";
import "../../ui/dialog.css";

interface RetryDialogProps {
  readonly node: NodeView;
  readonly meta: TaskMeta;
}

/** Runs a task again with other arguments, and then what comes after it. */
export function RetryDialog({ node, meta }: RetryDialogProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Made anew each time it opens: what was edited and not sent is not what the task has.
  const [opened, setOpened] = useState(0);

  function open(): void {
    setOpened(opened + 1);
    dialog.current?.showModal();
  }

  return (
    <>
      <button type="button" className="button" onClick={open}>
        <Icon name="rotate-ccw" size={14} />
        Retry with…
      </button>
      <dialog ref={dialog} className="dialog wide" aria-labelledby={titleId}>
        <h2 id={titleId}>
          Retry <code>{node.name}</code> with other arguments
        </h2>
        <p>What comes after it runs again too. What came before keeps its result.</p>
        <CallForm
          key={opened}
          call={meta}
          verb="Retry"
          send={(call) => retryTask(node.task_id, call)}
          onDone={() => dialog.current?.close()}
        />
      </dialog>
    </>
  );
}
