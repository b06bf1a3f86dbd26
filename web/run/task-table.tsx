import type { ReactElement } from "react";

import { GroupRow } from "./group-row.tsx";
import type { Row } from "./rows.ts";
import { TaskRow } from "./task-row.tsx";

import "./task-table.css";

/** More turning icons than this stand still. */
const MOST_TURNING = 20;

/**
 * The tasks of a run. The roles are spelled out because on narrow screens rows become blocks, and a table whose display is changed
 * is no table to screen readers any more.
 */
export function TaskTable({
  rows,
  label,
}: {
  readonly rows: readonly Row[];
  readonly label: string;
}): ReactElement {
  const running = rows.filter((row) => row.kind === "node" && row.node.state === "STARTED").length;

  return (
    <table
      role="table"
      className={running > MOST_TURNING ? "task-table calm" : "task-table"}
      aria-label={label}
    >
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" className="task-index">
            No.
          </th>
          <th role="columnheader">Task</th>
          <th role="columnheader">State</th>
          <th role="columnheader" className="task-outcome">
            Result
          </th>
          <th role="columnheader" className="figure">
            Tries
          </th>
          <th role="columnheader" className="figure">
            Waited
          </th>
          <th role="columnheader" className="figure">
            Ran
          </th>
          <th role="columnheader" className="figure">
            Finished
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) =>
          row.kind === "group" ? (
            <GroupRow key={row.group.group_id} group={row.group} index={row.index} />
          ) : (
            <TaskRow key={row.node.task_id} node={row.node} />
          ),
        )}
      </tbody>
    </table>
  );
}
