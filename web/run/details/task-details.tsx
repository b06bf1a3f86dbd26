import type { ReactElement } from "react";

import type { NodeView, RunView } from "../../../shared/wire/views.ts";
import { useNode } from "../../api/run-parts.ts";
import type { LiveRun } from "../../live/apply-frame.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { ErrorNote } from "../../ui/error-note.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { attemptsOf } from "../attempts.ts";
import { nodeIndex } from "../rows.ts";
import type { Selection } from "../selection.ts";
import { AttemptFacts } from "./attempt-facts.tsx";
import { AttemptTabs } from "./attempt-tabs.tsx";
import { TaskActions } from "./task-actions.tsx";
import { TaskCall } from "./task-call.tsx";
import { TaskLogs } from "./task-logs.tsx";
import { TaskProgress } from "./task-progress.tsx";
import { TaskRelatives } from "./task-relatives.tsx";
import { TaskValue } from "./task-value.tsx";

const SKELETON_ROWS = 4;

interface TaskDetailsProps {
  readonly run: RunView;
  readonly live: LiveRun | null;
  readonly selection: Selection & { readonly kind: "task" };
}

/** One task of the run, told by the frames or, as a member of a large group, read for itself. */
export function TaskDetails({ run, live, selection }: TaskDetailsProps): ReactElement {
  const { taskId, attempt } = selection;
  const told = live?.nodes.get(taskId);
  const { data, error, refetch } = useNode(run, taskId, live !== null && told === undefined);
  const node = told ?? data;

  if (node) {
    return <KnownTask run={run} node={node} attempt={attempt} />;
  }

  if (error !== null) {
    return <ErrorNote error={error} onRetry={() => void refetch()} />;
  }

  return data === null ? (
    <div className="blank">
      <b>No such task</b>
      <p>
        This run has no task <code>{taskId}</code>.
      </p>
    </div>
  ) : (
    <Skeleton label="Loading the task" rows={SKELETON_ROWS} />
  );
}

interface KnownTaskProps {
  readonly run: RunView;
  readonly node: NodeView;
  /** The attempt to show; null: the newest. */
  readonly attempt: number | null;
}

function KnownTask({ run, node, attempt }: KnownTaskProps): ReactElement {
  const attempts = attemptsOf(node);
  const shown = attempts.find(({ number }) => number === attempt) ?? attempts.at(-1);
  const isNewest = shown === attempts.at(-1);

  return (
    <>
      <div className="details-scroll">
        <header className="details-head">
          <h2>
            <code>{node.name}</code> <span className="meta">No. {nodeIndex(node.task_id)}</span>
          </h2>
          <StateBadge state={node.state} />
          <p className="details-id">
            <code>{node.task_id}</code>
            <CopyButton text={node.task_id} label="Copy the task id" />
          </p>
        </header>
        {attempts.length > 1 && shown !== undefined && (
          <AttemptTabs attempts={attempts} shown={shown} />
        )}
        <div className="details-body">
          <AttemptFacts node={node} attempts={attempts} shown={shown} />
          <TaskProgress node={node} />
          <TaskValue node={node} past={isNewest ? undefined : shown} />
          <TaskCall node={node} />
          <TaskLogs run={run} node={node} />
          <TaskRelatives node={node} />
        </div>
      </div>
      <footer className="details-foot">
        <TaskActions run={run} node={node} />
      </footer>
    </>
  );
}
