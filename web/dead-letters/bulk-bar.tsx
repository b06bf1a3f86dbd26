import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";

import {
  DEAD_LETTERS_KEY,
  discardLetters,
  replayLetters,
  type BulkOutcome,
} from "../api/dead-letters.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { ErrorNote } from "../ui/error-note.tsx";
import { formatCount } from "../ui/format.ts";
import { Icon } from "../ui/icon.tsx";

import "../ui/button.css";
import "../ui/list-bar.css";
import "../ui/note.css";
import "./bulk-bar.css";

interface BulkBarProps {
  readonly chosen: readonly string[];
  readonly onDone: () => void;
}

interface Bulk {
  /** "replayed": what was done. */
  readonly did: string;
  readonly act: (ids: readonly string[]) => Promise<BulkOutcome>;
}

/** What can be done with all that are chosen, and what came of it. */
export function BulkBar({ chosen, onDone }: BulkBarProps): ReactElement | null {
  const queries = useQueryClient();
  const bulk = useMutation({
    mutationFn: async ({ did, act }: Bulk) => ({ did, outcome: await act(chosen) }),
    onSuccess: async () => {
      onDone();
      await queries.invalidateQueries({ queryKey: DEAD_LETTERS_KEY });
    },
  });
  const count = formatCount(chosen.length);

  if (chosen.length === 0 && bulk.data === undefined && bulk.error === null) {
    return null;
  }

  return (
    <div className="list-bar bulk-bar">
      {chosen.length > 0 && (
        <>
          <b>{count} chosen</b>
          <button
            type="button"
            className="button small primary"
            disabled={bulk.isPending}
            onClick={() => bulk.mutate({ did: "replayed", act: replayLetters })}
          >
            <Icon name="rotate-ccw" size={12} />
            Replay {count}
          </button>
          <ConfirmDialog
            label={`Discard ${count}`}
            icon="trash-2"
            isSmall
            what={`Discard ${count} dead ${chosen.length === 1 ? "letter" : "letters"}`}
            act={async () => {
              await bulk.mutateAsync({ did: "discarded", act: discardLetters });
            }}
          >
            <p>With them goes all it takes to run these tasks again. Their runs stay.</p>
          </ConfirmDialog>
        </>
      )}
      {bulk.error !== null && <ErrorNote error={bulk.error} />}
      {bulk.data !== undefined && <Became {...bulk.data} />}
    </div>
  );
}

interface BecameProps {
  readonly did: string;
  readonly outcome: BulkOutcome;
}

function Became({ did, outcome: { done, refused, refusals } }: BecameProps): ReactElement {
  return (
    <div role="status">
      {formatCount(done)} {did}
      {refused > 0 && (
        <>
          , {formatCount(refused)} not:
          <ul>
            {refusals.map((refusal) => (
              <li key={refusal}>{refusal}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
