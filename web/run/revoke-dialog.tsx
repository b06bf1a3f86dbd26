import { useMutation } from "@tanstack/react-query";
import { useId, useRef, useState, type ReactElement } from "react";

import { ErrorNote } from "../ui/error-note.tsx";
import { Icon } from "../ui/icon.tsx";

import "../ui/button.css";
import "../ui/dialog.css";
import "../ui/note.css";

interface RevokeDialogProps {
  /** "Revoke 2 tasks": of the question, and of the button that answers it. */
  readonly what: string;
  readonly revoke: (options: { readonly terminate: boolean }) => Promise<readonly string[]>;
}

/** Revokes, once it was said what that stops. */
export function RevokeDialog({ what, revoke }: RevokeDialogProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [terminate, setTerminate] = useState(false);
  const mutation = useMutation({
    mutationFn: () => revoke({ terminate }),
    // What the server had to say is read before the dialog goes.
    onSuccess: (warnings) => warnings.length === 0 && dialog.current?.close(),
  });
  const warnings = mutation.data ?? [];

  return (
    <>
      <button type="button" className="button danger" onClick={() => dialog.current?.showModal()}>
        <Icon name="ban" size={14} />
        Revoke
      </button>
      <dialog
        ref={dialog}
        className="dialog"
        aria-labelledby={titleId}
        onClose={() => mutation.reset()}
      >
        <h2 id={titleId}>{what}?</h2>
        <p>What waits will not run. Results that are there stay. It can be retried later.</p>
        <label className="check">
          <input
            type="checkbox"
            checked={terminate}
            onChange={({ target }) => setTerminate(target.checked)}
          />
          <span>
            Tell what runs to stop
            <small>Else it goes on to its end, and its result is dropped.</small>
          </span>
        </label>
        {mutation.error !== null && <ErrorNote error={mutation.error} />}
        {warnings.map((warning) => (
          <p key={warning} className="note" data-state="RETRY">
            {warning}
          </p>
        ))}
        <footer>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {warnings.length === 0 ? "Keep running" : "Close"}
          </button>
          {warnings.length === 0 && (
            <button
              type="button"
              className="button danger"
              disabled={mutation.isPending}
              onClick={() => mutation.mutate()}
            >
              {what}
            </button>
          )}
        </footer>
      </dialog>
    </>
  );
}
