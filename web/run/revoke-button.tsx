import { useMutation } from "@tanstack/react-query";
import { useRef, type ReactElement } from "react";

import { revokeRun } from "../api/runs.ts";
import { ErrorNote } from "../ui/error-note.tsx";
import { formatCount } from "../ui/format.ts";
import { Icon } from "../ui/icon.tsx";

import "../ui/button.css";
import "../ui/dialog.css";

interface RevokeButtonProps {
  readonly runId: string;
  /** How many tasks are not final yet. */
  readonly waiting: number;
}

/** Revokes a run, once it was said what that stops. */
export function RevokeButton({ runId, waiting }: RevokeButtonProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const revoke = useMutation({
    mutationFn: () => revokeRun(runId),
    onSuccess: () => dialog.current?.close(),
  });
  const tasks = waiting === 1 ? "1 task" : `${formatCount(waiting)} tasks`;

  return (
    <>
      <button type="button" className="button danger" onClick={() => dialog.current?.showModal()}>
        <Icon name="ban" size={14} />
        Revoke
      </button>
      <dialog
        ref={dialog}
        className="dialog"
        aria-labelledby="revoke-title"
        onClose={() => revoke.reset()}
      >
        <h2 id="revoke-title">Revoke {tasks}?</h2>
        <p>
          What waits will not run. What runs already goes on to its end, but its result is dropped.
          Results that are there stay.
        </p>
        {revoke.error !== null && <ErrorNote error={revoke.error} />}
        <footer>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Keep running
          </button>
          <button
            type="button"
            className="button danger"
            disabled={revoke.isPending}
            onClick={() => revoke.mutate()}
          >
            Revoke {tasks}
          </button>
        </footer>
      </dialog>
    </>
  );
}
