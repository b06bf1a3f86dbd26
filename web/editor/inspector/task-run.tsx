import type { ReactElement } from "react";

import type { NodeView, RunView } from "../../../shared/wire/views.ts";
import { TaskActions } from "../../run/details/task-actions.tsx";
import { formatCount, formatInstant } from "../../ui/format.ts";
import { JsonBlock } from "../../ui/json-block.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { TimeSpan } from "../../ui/time-span.tsx";

import "../../ui/note.css";

interface TaskRunProps {
  readonly run: RunView;
  readonly node: NodeView;
  /** What is drawn is not what ran. */
  readonly isEdited: boolean;
}

/** What became of a task, and what can be done about it. */
export function TaskRun({ run, node, isEdited }: TaskRunProps): ReactElement {
  const { state, error, result, attempts, started_at, finished_at, queue } = node;

  return (
    <>
      <div className="form-row">
        <StateBadge state={state} />
        <span className="meta">
          <TimeSpan start={started_at} end={finished_at} />
        </span>
      </div>
      <dl className="run-facts">
        <dt>attempts</dt>
        <dd>{formatCount(attempts)}</dd>
        <dt>queue</dt>
        <dd>{queue}</dd>
        {finished_at !== null && (
          <>
            <dt>finished</dt>
            <dd>{formatInstant(finished_at)}</dd>
          </>
        )}
      </dl>
      {error !== null && (
        <div className="note" data-state="FAILURE" role="note">
          <div>
            <p className="note-title">{error.type}</p>
            <p>{error.message}</p>
          </div>
        </div>
      )}
      {state === "SUCCESS" && node.result_url === undefined && (
        <JsonBlock value={result} label="Result" />
      )}
      {node.result_url !== undefined && (
        <p className="meta">Its result is large: open the run to see it.</p>
      )}
      <TaskActions run={run} node={node} />
      {isEdited && run.finished_at !== null && (
        <p className="meta">
          The drawing was edited since. What runs again from here is the run as it was posted.
        </p>
      )}
    </>
  );
}
