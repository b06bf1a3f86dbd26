import type { ReactElement } from "react";

import type { QueueView } from "../../shared/wire/gate.ts";
import { QueueRow } from "./queue-row.tsx";

import "./queue-table.css";

interface QueueTableProps {
  readonly queues: readonly QueueView[];
  readonly mayAct: boolean;
}

export function QueueTable({ queues, mayAct }: QueueTableProps): ReactElement {
  return (
    <table className="queue-table" role="table" aria-label="Queues">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">Queue</th>
          <th role="columnheader">State</th>
          <th role="columnheader">Waiting</th>
          <th role="columnheader">Delayed</th>
          <th role="columnheader">Oldest waiting</th>
          <th role="columnheader">Last minute</th>
          <th role="columnheader">Running, of concurrency</th>
          <th role="columnheader">Rate limit</th>
          <th role="columnheader">
            <span className="sr">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {queues.map((queue) => (
          <QueueRow key={queue.name} queue={queue} mayAct={mayAct} />
        ))}
      </tbody>
    </table>
  );
}
