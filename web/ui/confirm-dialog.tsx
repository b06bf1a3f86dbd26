import { useMutation } from "@tanstack/react-query";
import { useId, useRef, type ReactElement, type ReactNode } from "react";

import { ErrorNote } from "./error-note.tsx";
import { Icon, type IconName } from "./icon.tsx";

import "./button.css";
import "./dialog.css";

interface ConfirmDialogProps {
  /** Of the button that asks. */
  readonly label: ReactNode;
  readonly icon: IconName;
  readonly isSmall?: boolean;
  /** "Delete the schedule": of the question, and of the button that answers it. */
  readonly what: string;
  /** What follows from it. */
  readonly children: ReactNode;
  readonly act: () => Promise<void>;
}

/** A button for what cannot be taken back: it is done once it was said what it does. */
export function ConfirmDialog({
  label,
  icon,
  isSmall = false,
  what,
  children,
  act,
}: ConfirmDialogProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const action = useMutation({ mutationFn: act, onSuccess: () => dialog.current?.close() });

  return (
    <>
      <button
        type="button"
        className={isSmall ? "button danger small" : "button danger"}
        onClick={() => dialog.current?.showModal()}
      >
        <Icon name={icon} size={14} />
        {label}
      </button>
      <dialog
        ref={dialog}
        className="dialog"
        aria-labelledby={titleId}
        onClose={() => action.reset()}
      >
        <h2 id={titleId}>{what}?</h2>
        {children}
        {action.error !== null && <ErrorNote error={action.error} />}
        <footer>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button
            type="button"
            className="button danger"
            disabled={action.isPending}
            onClick={() => action.mutate()}
          >
            {what}
          </button>
        </footer>
      </dialog>
    </>
  );
}
