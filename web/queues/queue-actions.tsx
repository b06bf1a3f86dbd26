import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";

import type { QueueView } from "../../shared/wire/gate.ts";
import { changeQueue, purgeQueue, QUEUES_KEY } from "../api/queues.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { ErrorNote } from "../ui/error-note.tsx";
import { formatCount } from "../ui/format.ts";
import { Icon } from "../ui/icon.tsx";

import "../ui/button.css";

/** Holds a queue, lets it go on, and empties it. */
export function QueueActions({ queue }: { readonly queue: QueueView }): ReactElement {
  const { name, paused, waiting } = queue;
  const queries = useQueryClient();
  const [purged, setPurged] = useState<number | null>(null);
  const hold = useMutation({
    mutationFn: (isHeld: boolean) => changeQueue(name, { paused: isHeld }),
    onSuccess: () => queries.invalidateQueries({ queryKey: QUEUES_KEY }),
  });

  async function purge(): Promise<void> {
    setPurged(await purgeQueue(name));
    await queries.invalidateQueries({ queryKey: QUEUES_KEY });
  }

  return (
    <>
      <span className="meta" role="status">
        {purged !== null && `${formatCount(purged)} purged`}
      </span>
      <button
        type="button"
        className={paused ? "button small primary" : "button small"}
        disabled={hold.isPending}
        onClick={() => hold.mutate(!paused)}
      >
        <Icon name={paused ? "play" : "pause"} size={12} />
        {paused ? "Resume" : "Pause"}
        <span className="sr">{name}</span>
      </button>
      <ConfirmDialog label="Purge" icon="trash-2" isSmall what={`Purge ${name}`} act={purge}>
        <p>
          {waiting === 1 ? "One task waits" : `${formatCount(waiting)} tasks wait`} in it: what
          waits is revoked, and so is what depends on it. What runs goes on.
        </p>
      </ConfirmDialog>
      {hold.error !== null && <ErrorNote error={hold.error} />}
    </>
  );
}
