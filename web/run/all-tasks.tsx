import { useEffect, type ReactElement } from "react";

import type { RunView, TaskState } from "../../shared/wire/views.ts";
import { useNodes } from "../api/runs.ts";
import { ErrorNote } from "../ui/error-note.tsx";
import { formatCount } from "../ui/format.ts";
import { Loading } from "../ui/loading.tsx";
import { STATE_LOOKS } from "../ui/state.ts";
import { nodeRow } from "./rows.ts";
import { TaskTable } from "./task-table.tsx";

const SKELETON_ROWS = 4;

interface AllTasksProps {
  readonly run: RunView;
  /** Null: whatever its state. */
  readonly state: TaskState | null;
}

/** The tasks of a run page by page, members of large groups among them. */
export function AllTasks({ run, state }: AllTasksProps): ReactElement {
  const isChanging = run.finished_at === null;
  const nodes = useNodes(run.run_id, { state, isChanging });
  const { refetch } = nodes;

  // What was read last may be from shortly before the end.
  useEffect(() => {
    if (!isChanging) {
      void refetch();
    }
  }, [isChanging, refetch]);

  if (nodes.data === undefined) {
    return <Loading query={nodes} label="Loading the tasks" rows={SKELETON_ROWS} />;
  }

  const rows = nodes.data.pages.flatMap((page) => page.nodes).map(nodeRow);

  return (
    <>
      {nodes.error !== null && <ErrorNote error={nodes.error} onRetry={() => void refetch()} />}
      <TaskTable
        label={state === null ? "All tasks" : `Tasks in the state ${STATE_LOOKS[state].word}`}
        rows={rows}
      />
      <p className="tasks-foot" role="status">
        {formatCount(rows.length)} shown.
        {nodes.hasNextPage && (
          <button
            type="button"
            className="button small"
            disabled={nodes.isFetchingNextPage}
            onClick={() => void nodes.fetchNextPage()}
          >
            Show more
          </button>
        )}
      </p>
    </>
  );
}
