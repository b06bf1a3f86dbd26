import { lazy, Suspense, type ReactElement } from "react";

import type { RunView } from "../../shared/wire/views.ts";
import { useRun } from "../api/runs.ts";
import { Link } from "../app/navigation.tsx";
import { RUNS_PATH } from "../app/route.ts";
import type { LiveRun } from "../live/apply-frame.ts";
import { isStale } from "../live/connection.ts";
import { useLiveRun } from "../live/use-live-run.ts";
import { Loading } from "../ui/loading.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { STATE_LOOKS } from "../ui/state.ts";
import { StoppedClocks } from "../ui/use-now.ts";
import { Details } from "./details/details.tsx";
import { EventList } from "./events/event-list.tsx";
import { RunHead } from "./run-head.tsx";
import { useRunView, type RunViewName } from "./selection.ts";
import { Tasks } from "./tasks.tsx";
import { Timeline } from "./timeline/timeline.tsx";
import { ViewTabs } from "./view-tabs.tsx";
import { Warnings } from "./warnings.tsx";

import "./run-page.css";

const SKELETON_ROWS = 6;

const GraphView = lazy(async () => {
  const { GraphView: view } = await import("./graph/graph-view.tsx");

  return { default: view };
});

/** One run: read once, then followed live. */
export function RunPage({ runId }: { readonly runId: string }): ReactElement {
  const run = useRun(runId);

  if (run.data !== undefined) {
    return <LiveRunPage run={run.data} />;
  }

  return (
    <div className="run-page-blank">
      <title>Run · Lovage</title>
      <h1>Run</h1>
      <Loading query={run} label="Loading the run" rows={SKELETON_ROWS} />
      <Link to={RUNS_PATH}>All runs</Link>
    </div>
  );
}

function LiveRunPage({ run: loaded }: { readonly run: RunView }): ReactElement {
  const { live, connection } = useLiveRun(loaded.run_id);
  const run = live?.run ?? loaded;
  const view = useRunView();
  const stale = isStale(connection);

  return (
    <div className="run" data-stale={stale}>
      <title>{`${run.name ?? "Unnamed canvas"}, ${STATE_LOOKS[run.state].word} · Lovage`}</title>
      <p className="sr" role="status">
        The run is {STATE_LOOKS[run.state].word}.
      </p>
      <StoppedClocks value={stale}>
        <RunHead run={run} connection={connection} />
        <Warnings />
        <div className="run-page">
          <div className="run-main">
            <ViewTabs view={view} />
            <View view={view} run={run} live={live} />
          </div>
          <Details run={run} live={live} />
        </div>
      </StoppedClocks>
    </div>
  );
}

interface ViewProps {
  readonly view: RunViewName;
  readonly run: RunView;
  readonly live: LiveRun | null;
}

function View({ view, run, live }: ViewProps): ReactElement {
  switch (view) {
    case "tasks":
      return <Tasks run={run} live={live} />;
    case "graph":
      return (
        <>
          <Suspense fallback={<Skeleton label="Loading the graph" rows={SKELETON_ROWS} />}>
            <GraphView run={run} live={live} />
          </Suspense>
          <Timeline run={run} live={live} />
        </>
      );
    case "timeline":
      return <Timeline run={run} live={live} />;
    case "events":
      return <EventList run={run} live={live} />;
  }
}
