import type { ReactElement } from "react";

import type { NodeView, RunView } from "../../../shared/wire/views.ts";
import { useTaskLogs } from "../../api/run-parts.ts";
import { formatClockMs, formatInstant } from "../../ui/format.ts";
import { Loading } from "../../ui/loading.tsx";
import { Block } from "./block.tsx";

interface TaskLogsProps {
  readonly run: RunView;
  readonly node: NodeView;
}

/** What a task wrote while it ran. It arrives with the report of its end. */
export function TaskLogs({ run, node }: TaskLogsProps): ReactElement | null {
  const logs = useTaskLogs(run.run_id, node.task_id, node);
  const { data } = logs;

  if (node.attempts === 0) {
    return null;
  }

  if (data === undefined) {
    return (
      <Block title="Logs">
        <Loading query={logs} label="Loading the logs" rows={1} />
      </Block>
    );
  }

  const lines = data.pages.flatMap((page) => page.logs);

  return (
    <Block title="Logs" aside={node.attempts > 1 ? "all tries" : undefined}>
      {lines.length === 0 && !logs.hasNextPage ? (
        <p className="why">{noLogs(node)}</p>
      ) : (
        <ol className="log-lines" aria-label="Log lines">
          {lines.map(({ at, message }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- Lines are only ever added, and two may be equal.
            <li key={index}>
              <time dateTime={at} title={formatInstant(at)}>
                {formatClockMs(at)}
              </time>
              <span>{message}</span>
            </li>
          ))}
        </ol>
      )}
      {logs.hasNextPage && (
        <button
          type="button"
          className="button small"
          disabled={logs.isFetchingNextPage}
          onClick={() => void logs.fetchNextPage()}
        >
          Look for more
        </button>
      )}
    </Block>
  );
}

function noLogs({ state }: NodeView): string {
  return state === "STARTED" || state === "RECEIVED"
    ? "What it writes is here when this try is over."
    : "It wrote nothing.";
}
