import { memo, type ReactElement } from "react";

import type { NodeView } from "../../shared/wire/views.ts";
import { formatClock, formatCount, formatInstant } from "../ui/format.ts";
import { StateBadge } from "../ui/state-badge.tsx";
import { TimeSpan } from "../ui/time-span.tsx";
import { nodeIndex } from "./rows.ts";
import { SelectLink } from "./select-link.tsx";
import { TaskOutcome } from "./task-outcome.tsx";

interface TaskRowProps {
  readonly node: NodeView;
  /** Its place in the table. */
  readonly index: number;
  readonly rowRef: (row: Element | null) => void;
}

/** One task of a run. It is drawn again only when its own task changed. The link in it covers the row. */
export const TaskRow = memo(function TaskRow({ node, index, rowRef }: TaskRowProps): ReactElement {
  return (
    <tr role="row" className="row-link" ref={rowRef} data-index={index} aria-rowindex={index + 2}>
      <td role="cell" className="task-index" title={node.task_id}>
        {nodeIndex(node.task_id)}
      </td>
      <td role="cell" className="task-name">
        <SelectLink kind="task" id={node.task_id} title={node.name}>
          {node.name}
        </SelectLink>
      </td>
      <td role="cell" className="task-state">
        <StateBadge state={node.state} />
      </td>
      <td role="cell" className="task-outcome">
        <TaskOutcome node={node} />
      </td>
      <TaskFigures node={node} />
    </tr>
  );
});

function TaskFigures({ node }: Pick<TaskRowProps, "node">): ReactElement {
  return (
    <>
      <td role="cell" className="figure" title={`${node.retries} retries`}>
        {node.attempts === 0 ? "" : formatCount(node.attempts)}
      </td>
      <td role="cell" className="figure" title={titleOf("Queued", node.queued_at)}>
        <TimeSpan start={node.queued_at} end={node.started_at ?? node.finished_at} />
      </td>
      <td role="cell" className="figure task-ran" title={titleOf("Started", node.started_at)}>
        <TimeSpan start={node.started_at} end={node.finished_at} />
      </td>
      <td role="cell" className="figure" title={titleOf("Finished", node.finished_at)}>
        {node.finished_at === null ? "" : formatClock(node.finished_at)}
      </td>
    </>
  );
}

function titleOf(event: string, at: string | null): string | undefined {
  return at === null ? undefined : `${event} ${formatInstant(at)}`;
}
