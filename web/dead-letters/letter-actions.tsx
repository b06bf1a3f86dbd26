import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";

import {
  DEAD_LETTERS_KEY,
  discardLetter,
  replayLetter,
  type WholeLetter,
} from "../api/dead-letters.ts";
import { CallDialog } from "../ui/call-dialog.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { ErrorNote } from "../ui/error-note.tsx";
import { Icon } from "../ui/icon.tsx";

import "../ui/button.css";

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
          <CallDialog
            label="Replay with…"
            name={letter.name}
            call={letter}
            verb="Replay"
            send={async (call) => {
              await replayLetter(letter.id, call);
              await refresh();
            }}
          >
            <p>
              Its run goes on from here, or, where that is gone, it is a run of its own. A letter is
              replayed once.
            </p>
          </CallDialog>
        </>
      )}
      <ConfirmDialog label="Discard" icon="trash-2" what="Discard this dead letter" act={discard}>
        <p>With it goes all it takes to run this task again. Its run stays.</p>
      </ConfirmDialog>
    </footer>
  );
}
