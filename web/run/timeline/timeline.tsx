import type { CSSProperties, ReactElement } from "react";

import type { RunView } from "../../../shared/wire/views.ts";
import type { LiveRun } from "../../live/apply-frame.ts";
import { formatDuration } from "../../ui/format.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useWindowRows } from "../../ui/use-window-rows.ts";
import type { Member } from "../members.ts";
import { orderRows, type Row } from "../rows.ts";
import { useGroupMembers } from "../use-group-members.ts";
import { segmentsOf, type Segment } from "./segments.ts";
import { timeScale, type Interval, type TimeScale } from "./time-scale.ts";
import { TimelineKey } from "./timeline-key.tsx";
import { GroupTrack, TaskTrack } from "./timeline-row.tsx";

import "./timeline.css";

const CLOCK_MS = 500;
const ROW_PX = 31;
const SKELETON_ROWS = 6;

interface TimelineProps {
  readonly run: RunView;
  readonly live: LiveRun | null;
}

/** When each task waited and ran, as bars over one line of time. */
export function Timeline({ run, live }: TimelineProps): ReactElement {
  return live === null ? (
    <Skeleton label="Loading the timeline" rows={SKELETON_ROWS} />
  ) : (
    <KnownTimeline run={run} live={live} />
  );
}

/** A row and its bar. */
type Track =
  | {
      readonly kind: "node";
      readonly row: Row & { readonly kind: "node" };
      readonly segments: readonly Segment[];
    }
  | {
      readonly kind: "group";
      readonly row: Row & { readonly kind: "group" };
      readonly members: readonly Member[];
    };

function KnownTimeline({
  run,
  live,
}: {
  readonly run: RunView;
  readonly live: LiveRun;
}): ReactElement {
  const origin = Date.parse(run.created_at);
  const clock = useNow(CLOCK_MS, run.finished_at === null);
  const now =
    run.finished_at === null ? Math.max(clock - origin, 1) : Date.parse(run.finished_at) - origin;
  const tracks = useTracks({ run, live, now });
  const scale = timeScale(tracks.flatMap(busyIn), now);
  const { ref, rows, before, after, measure } = useWindowRows<HTMLOListElement>({
    count: tracks.length,
    heightOf: () => ROW_PX,
    keyOf: String,
  });

  return (
    <div className="timeline">
      <Axis scale={scale} isRunning={run.finished_at === null} />
      <ol
        ref={ref}
        aria-label="Tasks over time"
        style={{ paddingTop: before, paddingBottom: after }}
      >
        {rows.map(({ index }) => {
          const track = tracks[index];

          if (track === undefined) {
            return null;
          }

          return track.kind === "node" ? (
            <TaskTrack
              key={index}
              node={track.row.node}
              segments={track.segments}
              endedAt={sinceCreated(run, track.row.node.finished_at)}
              place={{ index, scale, rowRef: measure }}
            />
          ) : (
            <GroupTrack
              key={index}
              group={track.row.group}
              members={track.members}
              place={{ index, scale, rowRef: measure }}
            />
          );
        })}
      </ol>
      <TimelineKey />
    </div>
  );
}

function useTracks({
  run,
  live,
  now,
}: {
  readonly run: RunView;
  readonly live: LiveRun;
  readonly now: number;
}): readonly Track[] {
  const origin = Date.parse(run.created_at);
  const members = useGroupMembers(run, live);

  return orderRows(live).map((row): Track => {
    if (row.kind === "node") {
      return { kind: "node", row, segments: segmentsOf(row.node, { origin, now }) };
    }

    return { kind: "group", row, members: members.get(row.group.group_id) ?? [] };
  });
}

function sinceCreated(run: RunView, at: string | null): number | null {
  return at === null ? null : Date.parse(at) - Date.parse(run.created_at);
}

function busyIn(track: Track): readonly Interval[] {
  return track.kind === "node"
    ? track.segments.filter(({ kind }) => kind !== "backoff")
    : track.members.flatMap(({ queued, finished }) =>
        queued === null ? [] : [{ from: queued, to: finished ?? Infinity }],
      );
}

interface AxisProps {
  readonly scale: TimeScale;
  readonly isRunning: boolean;
}

/** The moments along the line, and what of it was cut short. */
function Axis({ scale, isRunning }: AxisProps): ReactElement {
  return (
    <div className="axis" aria-hidden="true">
      {scale.ticks.map((tick) => (
        <span key={tick} className="axis-tick" style={placeAt(scale.at(tick))}>
          {tick === 0 ? "0" : formatDuration(tick)}
        </span>
      ))}
      {scale.breaks.map(({ from, to, place }) => (
        <span key={`break ${from}`} className="axis-break" style={placeAt(place)}>
          {formatDuration(to - from)}
        </span>
      ))}
      {isRunning && <i className="axis-now" />}
    </div>
  );
}

function placeAt(place: number): CSSProperties {
  return { left: `${place * 100}%` };
}
