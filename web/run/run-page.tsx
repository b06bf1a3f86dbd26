import type { ReactElement } from "react";

import type { RunView } from "../../shared/wire/views.ts";
import { useRun } from "../api/runs.ts";
import { Link } from "../app/navigation.tsx";
import { RUNS_PATH } from "../app/route.ts";
import { useLiveRun } from "../live/use-live-run.ts";
import { ErrorNote } from "../ui/error-note.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { STATE_LOOKS } from "../ui/state.ts";
import { RunHead } from "./run-head.tsx";
import { RunOutcome } from "./run-outcome.tsx";
import { Tasks } from "./tasks.tsx";
import { Warnings } from "./warnings.tsx";

import "./run-page.css";

const SKELETON_ROWS = 6;

/** One run: read once, then followed live. */
export function RunPage({ runId }: { readonly runId: string }): ReactElement {
  const { data, error, refetch } = useRun(runId);

  if (data !== undefined) {
    return <LiveRunPage run={data} />;
  }

  return (
    <div className="run-page-blank">
      <title>Run · Lovage</title>
      <h1>Run</h1>
      {error === null ? (
        <Skeleton label="Loading the run" rows={SKELETON_ROWS} />
      ) : (
        <ErrorNote error={error} onRetry={() => void refetch()} />
      )}
      <Link to={RUNS_PATH}>All runs</Link>
    </div>
  );
}

function LiveRunPage({ run: loaded }: { readonly run: RunView }): ReactElement {
  const { live, connection } = useLiveRun(loaded.run_id);
  const run = live?.run ?? loaded;
  const isStale = connection.kind === "reconnecting" || connection.kind === "outdated";

  return (
    <div className="run" data-stale={isStale}>
      <title>{`${run.name ?? "Unnamed canvas"}, ${STATE_LOOKS[run.state].word} · Lovage`}</title>
      <p className="sr" role="status">
        The run is {STATE_LOOKS[run.state].word}.
      </p>
      <RunHead run={run} connection={connection} />
      <Warnings />
      <div className="run-page">
        <Tasks run={run} live={live} />
        <RunOutcome run={run} />
      </div>
    </div>
  );
}
