import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useRef, useState, type ReactElement } from "react";

import type { Call } from "../api/actions.ts";
import {
  DEAD_LETTERS_KEY,
  discardLetter,
  replayLetter,
  type WholeLetter,
} from "../api/dead-letters.ts";
import { CallForm } from "../ui/call-form.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { ErrorNote } from "../ui/error-note.tsx";
import { Icon } from "../ui/icon.tsx";

import "../ui/button.css";
import "../ui/dialog.css";

interface LetterActionsProps {
  readonly letter: WholeLetter;
  readonly onGone: () => void;
}

/** Runs it again, once, as it was or with other arguments, or throws it away. */
export function LetterActions({ letter, onGone }: LetterActionsProps): ReactElement {
  const queries = useQueryClient();
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: DEAD_LETTERS_KEY });
  const replay = useMutation({
    mutationFn: () => replayLetter(letter.id, null),
    onSettled: refresh,
  });

  async function discard(): Promise<void> {
    await discardLetter(letter.id);
    onGone();
    await queries.invalidateQueries({ queryKey: [...DEAD_LETTERS_KEY, "list"] });
  }

  return (
    <footer className="side-panel-foot">
      {replay.error !== null && <ErrorNote error={replay.error} />}
      {letter.replayed === null && (
        <>
          <button
            type="button"
            className="button primary"
            disabled={replay.isPending}
            onClick={() => replay.mutate()}
          >
            <Icon name="rotate-ccw" size={14} />
            Replay
          </button>
          <ReplayDialog
            letter={letter}
            send={async (call) => {
              await replayLetter(letter.id, call);
              await refresh();
            }}
          />
        </>
      )}
      <ConfirmDialog label="Discard" icon="trash-2" what="Discard this dead letter" act={discard}>
        <p>With it goes all it takes to run this task again. Its run stays.</p>
      </ConfirmDialog>
    </footer>
  );
}

interface ReplayDialogProps {
  readonly letter: WholeLetter;
  readonly send: (call: Call) => Promise<void>;
}

function ReplayDialog({ letter, send }: ReplayDialogProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Made anew each time it opens: what was edited and not sent is not what the letter has.
  const [opened, setOpened] = useState(0);

  function open(): void {
    setOpened(opened + 1);
    dialog.current?.showModal();
  }

  return (
    <>
      <button type="button" className="button" onClick={open}>
        Replay with…
      </button>
      <dialog ref={dialog} className="dialog wide" aria-labelledby={titleId}>
        <h2 id={titleId}>
          Replay <code>{letter.name}</code> with other arguments
        </h2>
        <p>
          Its run goes on from here, or, where that is gone, it is a run of its own. A letter is
          replayed once.
        </p>
        <CallForm
          key={opened}
          call={letter}
          verb="Replay"
          send={send}
          onDone={() => dialog.current?.close()}
        />
      </dialog>
    </>
  );
}
