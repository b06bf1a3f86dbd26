import { useMutation } from "@tanstack/react-query";
import type { ReactElement } from "react";

import { READY_STATES, type NodeView, type RunView } from "../../../shared/wire/views.ts";
import { retryRun, revokeTask } from "../../api/actions.ts";
import { useTaskMeta } from "../../api/run-parts.ts";
import { useSession } from "../../api/session.ts";
import { ErrorNote } from "../../ui/error-note.tsx";
import { Icon } from "../../ui/icon.tsx";
import { RevokeDialog } from "../revoke-dialog.tsx";
import { RetryDialog } from "./retry-dialog.tsx";

interface TaskActionsProps {
  readonly run: RunView;
  readonly node: NodeView;
}

/** What can be done about one task, or why nothing can. */
export function TaskActions({ run, node }: TaskActionsProps): ReactElement {
  const mayAct = useSession().data?.role !== "viewer";

  return (
    <footer className="details-foot">
      {mayAct ? (
        <Actions run={run} node={node} />
      ) : (
        <span className="meta">Your token may look, not act.</span>
      )}
    </footer>
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
  const retry = useMutation({ mutationFn: () => retryRun(run.run_id, node.task_id) });

  return (
    <>
      <button
        type="button"
        className="button"
        title="This task and all behind it. What came before keeps its result."
        disabled={retry.isPending}
        onClick={() => retry.mutate()}
      >
        <Icon name="step-forward" size={14} />
        Run from here
      </button>
      {meta !== undefined && <RetryDialog node={node} meta={meta} />}
      {retry.error !== null && <ErrorNote error={retry.error} />}
    </>
  );
}
