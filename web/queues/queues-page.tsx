import type { ReactElement } from "react";

import { QUEUES_REFRESH_MS, useQueues } from "../api/queues.ts";
import { useSession } from "../api/session.ts";
import { PollingMark } from "../live/polling-mark.tsx";
import { ErrorNote } from "../ui/error-note.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { QueueTable } from "./queue-table.tsx";

import "../ui/page-head.css";
import "./queues-page.css";

const SKELETON_ROWS = 7;

/** What waits in each queue, and the limits that hold there, to be changed in place. */
export function QueuesPage(): ReactElement {
  const queues = useQueues();
  const { data, error, refetch } = queues;
  const mayAct = useSession().data?.role !== "viewer";

  return (
    <div className="queues">
      <title>Queues · Lovage</title>
      <header className="page-head">
        <h1>Queues</h1>
        <PollingMark query={queues} everyMs={QUEUES_REFRESH_MS} />
        <span className="meta">
          {mayAct
            ? "Queues come from wrangler.toml; limits are set here and hold at once"
            : "Your token may look, not act."}
        </span>
      </header>
      {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <Skeleton label="Loading the queues" rows={SKELETON_ROWS} />
      )}
      {data !== undefined && <QueueTable queues={data} mayAct={mayAct} />}
    </div>
  );
}
