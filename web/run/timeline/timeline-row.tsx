import type { ReactElement, ReactNode } from "react";

import type { GroupFrame } from "../../../shared/wire/frames.ts";
import { READY_STATES, type NodeView } from "../../../shared/wire/views.ts";
import { formatCount, formatDuration } from "../../ui/format.ts";
import { Icon } from "../../ui/icon.tsx";
import { StateIcon } from "../../ui/state-badge.tsx";
import { tally } from "../../ui/state.ts";
import { densityOf, type Member } from "../members.ts";
import { SelectLink } from "../select-link.tsx";
import type { Segment } from "./segments.ts";
import type { TimeScale } from "./time-scale.ts";

import "../../ui/row-link.css";

/** Past this there is little room for what went wrong behind the bar: it stands before it, where there is more. */
const LATE = 0.75;
const SLICES = 120;
/** One that failed among hundreds must be seen. */
const LEAST_FAILED = 0.35;

/** Where a row is: in the list, and its bar on the line. */
interface TrackPlace {
  readonly index: number;
  readonly scale: TimeScale;
  readonly rowRef: (row: Element | null) => void;
}

interface TaskTrackProps {
  readonly node: NodeView;
  readonly segments: readonly Segment[];
  /** When it ended, in milliseconds since the run was created: without bars there is nothing else to tell it. */
  readonly endedAt: number | null;
  readonly place: TrackPlace;
}

export function TaskTrack({ node, segments, endedAt, place }: TaskTrackProps): ReactElement {
  const end = place.scale.at(segments.at(-1)?.to ?? endedAt ?? 0);
  const begin = place.scale.at(segments[0]?.from ?? endedAt ?? 0);
  const isBefore = node.error !== null && end > LATE && begin > 1 - LATE;

  return (
    <TrackRow
      place={place}
      label={
        <SelectLink kind="task" id={node.task_id} title={node.name}>
          <StateIcon state={node.state} />
          <code>{node.name}</code>
          {node.attempts > 1 && <small>try {node.attempts}</small>}
        </SelectLink>
      }
    >
      {segments.map(({ kind, from, to }) => (
        <i
          key={`${kind} ${from}`}
          className="segment"
          data-kind={kind}
          aria-hidden="true"
          style={{
            left: `${place.scale.at(from) * 100}%`,
            width: `${(place.scale.at(to) - place.scale.at(from)) * 100}%`,
          }}
        />
      ))}
      <span
        className="track-words"
        data-before={isBefore}
        title={node.error?.type}
        style={isBefore ? { right: `${(1 - begin) * 100}%` } : { left: `${end * 100}%` }}
      >
        {wordsFor(node, segments)}
      </span>
    </TrackRow>
  );
}

/** What became of a task, and how long its last attempt ran. */
function wordsFor(node: NodeView, segments: readonly Segment[]): ReactNode {
  if (!READY_STATES.has(node.state) && node.state !== "STARTED") {
    return null;
  }

  const ran = segments.findLast(({ kind }) => kind !== "wait" && kind !== "backoff");
  const took = ran === undefined ? null : formatDuration(ran.to - ran.from);

  if (node.error !== null) {
    const didRun = node.error.task_id === node.task_id && took !== null;

    return (
      <>
        <b data-state={node.state}>{node.error.type}</b>
        {didRun ? ` after ${took}` : ", did not run"}
      </>
    );
  }

  return took;
}

interface GroupTrackProps {
  readonly group: GroupFrame;
  readonly members: readonly Member[];
  readonly place: TrackPlace;
}

/** A large group as one row: how many of its members ended when, and how. */
export function GroupTrack({ group, members, place }: GroupTrackProps): ReactElement {
  const { done, total } = tally(group.counts);

  return (
    <TrackRow
      place={place}
      label={
        <SelectLink kind="group" id={group.group_id}>
          <Icon name="rows-3" />
          <code>{group.name ?? "Group"}</code>
          <small>× {formatCount(total)}</small>
        </SelectLink>
      }
    >
      <Density members={members} scale={place.scale} />
      <span className="sr">
        {formatCount(done)} of {formatCount(total)} are done.
      </span>
    </TrackRow>
  );
}

interface DensityProps {
  readonly members: readonly Member[];
  readonly scale: TimeScale;
}

function Density({ members, scale }: DensityProps): ReactElement {
  // Over the line as it is drawn, so that what is cut short in it is cut short here.
  const placed = members.map((member) => ({
    ...member,
    finished: member.finished === null ? null : scale.at(member.finished),
  }));
  const slices = densityOf(placed, { from: 0, to: 1, slices: SLICES });
  const most = Math.max(1, ...slices.map(({ succeeded, failed }) => succeeded + failed));

  return (
    <svg
      className="density"
      viewBox={`0 0 ${SLICES} ${most}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {slices.map(({ succeeded, failed }, slice) =>
        succeeded + failed === 0 ? null : (
          // oxlint-disable-next-line react/no-array-index-key -- A slice is its place.
          <g key={slice}>
            <rect
              data-state="SUCCESS"
              x={slice}
              y={most - succeeded}
              width="0.9"
              height={succeeded}
            />
            <rect
              data-state="FAILURE"
              x={slice}
              y={0}
              width="0.9"
              height={failed === 0 ? 0 : Math.max(failed, most * LEAST_FAILED)}
            />
          </g>
        ),
      )}
    </svg>
  );
}

interface TrackRowProps {
  readonly place: TrackPlace;
  readonly label: ReactNode;
  readonly children: ReactNode;
}

function TrackRow({ place: { index, rowRef }, label, children }: TrackRowProps): ReactElement {
  return (
    <li className="track-row row-link" ref={rowRef} data-index={index}>
      <div className="track-label">{label}</div>
      <div className="track">{children}</div>
    </li>
  );
}
