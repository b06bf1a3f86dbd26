import type { ReactElement } from "react";

import { useWindowRows } from "../ui/use-window-rows.ts";
import { GroupRow } from "./group-row.tsx";
import type { Row } from "./rows.ts";
import { TaskRow } from "./task-row.tsx";

import "../ui/row-link.css";
import "./task-table.css";

/** About as high as a row is. */
const TASK_PX = 33;
const GROUP_PX = 86;

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
  const {
    ref,
    rows: shown,
    before,
    after,
    measure,
  } = useWindowRows<HTMLTableSectionElement>({
    count: rows.length,
    heightOf: (index) => (rows[index]?.kind === "group" ? GROUP_PX : TASK_PX),
    keyOf: (index) => keyOf(rows[index], index),
  });
  const running = rows.filter((row) => row.kind === "node" && row.node.state === "STARTED").length;

  return (
    <table
      role="table"
      className={running > MOST_TURNING ? "task-table calm" : "task-table"}
      aria-label={label}
      aria-rowcount={rows.length + 1}
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
      <tbody role="rowgroup" ref={ref} style={{ paddingTop: before, paddingBottom: after }}>
        {shown.map(({ index }) => {
          const row = rows[index];

          return row && <AnyRow key={keyOf(row, index)} row={row} index={index} rowRef={measure} />;
        })}
      </tbody>
    </table>
  );
}

interface AnyRowProps {
  readonly row: Row;
  readonly index: number;
  readonly rowRef: (row: Element | null) => void;
}

function AnyRow({ row, index, rowRef }: AnyRowProps): ReactElement {
  return row.kind === "group" ? (
    <GroupRow group={row.group} first={row.index} index={index} rowRef={rowRef} />
  ) : (
    <TaskRow node={row.node} index={index} rowRef={rowRef} />
  );
}

function keyOf(row: Row | undefined, index: number): string {
  if (row === undefined) {
    return String(index);
  }

  return row.kind === "group" ? row.group.group_id : row.node.task_id;
}
