import type { ReactElement } from "react";

import { READY_STATES, type NodeView, type RunView } from "../../../shared/wire/views.ts";
import { retryTask, revokeTask } from "../../api/actions.ts";
import { useTaskMeta } from "../../api/run-parts.ts";
import { useSession } from "../../api/session.ts";
import { CallDialog } from "../../ui/call-dialog.tsx";
import { Icon } from "../../ui/icon.tsx";
import { RevokeDialog } from "../revoke-dialog.tsx";
import { RunFromHere } from "./run-from-here.tsx";

import "./task-actions.css";

interface TaskActionsProps {
  readonly run: RunView;
  readonly node: NodeView;
}

/** What can be done about one task, or why nothing can. */
export function TaskActions({ run, node }: TaskActionsProps): ReactElement {
  const mayAct = useSession().data?.role !== "viewer";

  return (
    <div className="task-actions">
      {mayAct ? (
        <Actions run={run} node={node} />
      ) : (
        <span className="meta">Your token may look, not act.</span>
      )}
    </div>
  );
}

function Actions({ run, node }: TaskActionsProps): ReactElement {
  if (run.finished_at !== null) {
    return <Retry run={run} node={node} />;
  }

  return READY_STATES.has(node.state) ? (
    <span className="meta">It can be run again when the run is over, or revoked.</span>
  ) : (
    <RevokeDialog what="Revoke this task" revoke={(options) => revokeTask(node.task_id, options)} />
  );
}

function Retry({ run, node }: TaskActionsProps): ReactElement {
  const { data: meta } = useTaskMeta(node.task_id, node);

  return (
    <>
      <RunFromHere run={run} node={node} />
      {meta !== undefined && (
        <CallDialog
          label={
            <>
              <Icon name="rotate-ccw" size={14} />
              Retry with…
            </>
          }
          name={node.name}
          call={meta}
          verb="Retry"
          send={(call) => retryTask(node.task_id, call)}
        >
          <p>What comes after it runs again too. What came before keeps its result.</p>
        </CallDialog>
      )}
    </>
  );
}
