import type { ReactElement } from "react";

import type { RunSummary } from "../../shared/wire/views.ts";
import { Link } from "../app/navigation.tsx";
import { runPath } from "../app/route.ts";
import { between, formatAgo, formatCount, formatDuration, formatInstant } from "../ui/format.ts";
import type { RowProps } from "../ui/paged-table.tsx";
import { RunName } from "../ui/run-name.tsx";
import { StateBadge } from "../ui/state-badge.tsx";
import { StateBar } from "../ui/state-bar.tsx";
import { tally } from "../ui/state.ts";

import "../ui/row-link.css";

interface RunRowProps {
  readonly run: RunSummary;
  readonly now: number;
  readonly row: RowProps;
}

/** One run of the list. The link in it covers the row. */
export function RunRow({ run, now, row }: RunRowProps): ReactElement {
  const elapsed = between(run.created_at, run.finished_at) ?? now - Date.parse(run.created_at);

  return (
    <div className="run-row row-link" {...row}>
      <span role="cell" className="run-row-state">
        <StateBadge state={run.state} />
      </span>
      <span role="cell" className="run-row-name">
        <Link to={runPath(run.run_id)}>
          <RunName run={run} />
        </Link>
      </span>
      <span role="cell" className="run-row-done">
        <Done run={run} />
      </span>
      <span role="cell" className="run-row-time" data-running={run.finished_at === null}>
        {formatDuration(elapsed)}
      </span>
      <span role="cell" className="run-row-time">
        <time dateTime={run.created_at} title={formatInstant(run.created_at)}>
          {formatAgo(run.created_at, now)}
        </time>
      </span>
    </div>
  );
}

function Done({ run }: Pick<RunRowProps, "run">): ReactElement {
  const counted = tally(run.counts);

  return run.kind === "task" ? (
    <span className="meta">One task</span>
  ) : (
    <>
      <StateBar tally={counted} />
      <span className="meta">
        {formatCount(counted.done)} of {formatCount(counted.total)}
      </span>
    </>
  );
}
