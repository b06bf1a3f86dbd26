import { useMemo, useState, type ReactElement } from "react";

import type { RunView } from "../../../shared/wire/views.ts";
import { MOST_GRAPH, useGraph } from "../../api/run-parts.ts";
import type { LiveRun } from "../../live/apply-frame.ts";
import { formatCount } from "../../ui/format.ts";
import { Loading } from "../../ui/loading.tsx";
import { tally } from "../../ui/state.ts";
import { useNow } from "../../ui/use-now.ts";
import { pictureOf } from "../picture.ts";
import { useGroupMembers } from "../use-group-members.ts";
import { type Scene, sceneOf } from "./scene.ts";
import { Scrubber } from "./scrubber.tsx";
import { Stage } from "./stage.tsx";

import "../../ui/note.css";
import "./graph-view.css";

const SKELETON_ROWS = 6;
const CLOCK_MS = 1_000;

interface GraphViewProps {
  readonly run: RunView;
  readonly live: LiveRun | null;
}

/** The run as it was drawn, with how each task fares: now, or at any moment since it began. */
export function GraphView({ run, live }: GraphViewProps): ReactElement {
  const { total } = tally(run.counts);
  const graph = useGraph(run.run_id, total);
  const { data } = graph;
  const scene = useMemo(() => (data === undefined ? undefined : sceneOf(data)), [data]);

  if (total > MOST_GRAPH || scene === null) {
    return (
      <div className="blank">
        <b>Too large to be drawn</b>
        <p>{formatCount(total)} tasks are no picture any more. The other views show all of them.</p>
      </div>
    );
  }

  if (scene === undefined || live === null) {
    return <Loading query={graph} label="Loading the graph" rows={SKELETON_ROWS} />;
  }

  return <KnownGraph run={run} live={live} scene={scene} />;
}

interface KnownGraphProps {
  readonly run: RunView;
  readonly live: LiveRun;
  readonly scene: Scene;
}

function KnownGraph({ run, live, scene }: KnownGraphProps): ReactElement {
  /** The moment that is shown, in milliseconds since the run was created; null: now. */
  const [moment, setMoment] = useState<number | null>(null);
  const now = useNow(CLOCK_MS, run.finished_at === null);
  const members = useGroupMembers(run, live, moment !== null);
  const origin = Date.parse(run.created_at);
  const end = Math.max(1, (run.finished_at === null ? now : Date.parse(run.finished_at)) - origin);
  const picture = pictureOf(live, {
    at: moment === null ? null : origin + moment,
    now: origin + end,
    members,
  });

  return (
    <section className="graph" aria-label="Graph">
      <Stage scene={scene} picture={picture} isPast={moment !== null} />
      <Scrubber end={end} moment={moment} isOver={run.finished_at !== null} onMove={setMoment} />
    </section>
  );
}
