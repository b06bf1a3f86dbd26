import { useId, useRef, useState, type ReactElement, type ReactNode } from "react";

import type { Call } from "../api/actions.ts";
import { CallForm } from "./call-form.tsx";

import "./button.css";
import "./dialog.css";

interface CallDialogProps {
  /** Of the button that opens it. */
  readonly label: ReactNode;
  /** Of the task. */
  readonly name: string;
  /** What the task had. */
  readonly call: Call;
  /** "Retry": what is done with it. */
  readonly verb: string;
  /** What follows from it. */
  readonly children: ReactNode;
  readonly send: (call: Call) => Promise<void>;
}

/** A button that calls a task again, once it was said with what. */
export function CallDialog({
  label,
  name,
  call,
  verb,
  children,
  send,
}: CallDialogProps): ReactElement {
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
        {label}
      </button>
      <dialog ref={dialog} className="dialog wide" aria-labelledby={titleId}>
        <h2 id={titleId}>
          {verb} <code>{name}</code> with other arguments
        </h2>
        {children}
        <CallForm
          key={opened}
          call={call}
          verb={verb}
          send={send}
          onDone={() => dialog.current?.close()}
        />
      </dialog>
    </>
  );
}
