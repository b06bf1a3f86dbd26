import type { ReactElement } from "react";

import type { RunSummary } from "../../shared/wire/views.ts";
import { useRecentRuns } from "../api/runs.ts";
import { Link } from "../app/navigation.tsx";
import { RUNS_PATH, runPath } from "../app/route.ts";
import { ErrorNote } from "../ui/error-note.tsx";
import { between, formatAgo, formatCount, formatDuration, formatInstant } from "../ui/format.ts";
import { Loading } from "../ui/loading.tsx";
import { RunName } from "../ui/run-name.tsx";
import { StateIcon } from "../ui/state-badge.tsx";
import { tally } from "../ui/state.ts";
import { useNow } from "../ui/use-now.ts";

import "../ui/note.css";
import "./recent-runs.css";

const CLOCK_MS = 1_000;
const SKELETON_ROWS = 6;

export function RecentRuns(): ReactElement {
  return (
    <section className="home-section" aria-labelledby="runs-title">
      <header>
        <h2 id="runs-title">Last runs</h2>
        <Link to={RUNS_PATH}>All runs</Link>
      </header>
      <RunList />
    </section>
  );
}

function RunList(): ReactElement {
  const runs = useRecentRuns();
  const { data, error, refetch } = runs;
  const now = useNow(CLOCK_MS);

  if (data === undefined) {
    return <Loading query={runs} label="Loading the last runs" rows={SKELETON_ROWS} />;
  }

  if (data.runs.length === 0) {
    return (
      <div className="blank">
        <b>No runs yet</b>
        <p>They appear here as they start. Pick an example and run it.</p>
      </div>
    );
  }

  return (
    <>
      {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
      <ul className="run-list">
        {data.runs.map((run) => (
          <li key={run.run_id}>
            <RunLink run={run} now={now} />
          </li>
        ))}
      </ul>
    </>
  );
}

function RunLink({ run, now }: { readonly run: RunSummary; readonly now: number }): ReactElement {
  const { done, total } = tally(run.counts);
  const elapsed = between(run.created_at, run.finished_at) ?? now - Date.parse(run.created_at);

  return (
    <Link to={runPath(run.run_id)}>
      <StateIcon state={run.state} />
      <RunName run={run} />
      <span className="run-list-time">{formatDuration(elapsed)}</span>
      <span className="meta">
        {run.kind === "task" ? "One task" : `${formatCount(done)} of ${formatCount(total)}`}
      </span>
      <time className="meta" dateTime={run.created_at} title={formatInstant(run.created_at)}>
        {formatAgo(run.created_at, now)}
      </time>
    </Link>
  );
}
