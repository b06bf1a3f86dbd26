import { memo, useState, type ReactElement } from "react";

import type { NodeView } from "../../shared/wire/views.ts";
import { formatClock, formatCount, formatInstant } from "../ui/format.ts";
import { StateBadge } from "../ui/state-badge.tsx";
import { TimeSpan } from "../ui/time-span.tsx";
import { nodeIndex } from "./rows.ts";
import { TaskOutcome, WholeOutcome } from "./task-outcome.tsx";

interface TaskRowProps {
  readonly node: NodeView;
}

/** One task of a run. It is drawn again only when its own task changed. */
export const TaskRow = memo(function TaskRow({ node }: TaskRowProps): ReactElement {
  const [isOpen, setIsOpen] = useState(false);

  return (
    <>
      <tr role="row" data-open={isOpen}>
        <td role="cell" className="task-index" title={node.task_id}>
          {nodeIndex(node.task_id)}
        </td>
        <td role="cell" className="task-name">
          <code title={node.name}>{node.name}</code>
        </td>
        <td role="cell" className="task-state">
          <StateBadge state={node.state} />
        </td>
        <td role="cell" className="task-outcome">
          <TaskOutcome node={node} isOpen={isOpen} onToggle={() => setIsOpen(!isOpen)} />
        </td>
        <TaskFigures node={node} />
      </tr>
      {isOpen && (
        <tr role="row" className="task-whole">
          <td role="cell" colSpan={8}>
            <WholeOutcome node={node} />
          </td>
        </tr>
      )}
    </>
  );
});

function TaskFigures({ node }: TaskRowProps): ReactElement {
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
