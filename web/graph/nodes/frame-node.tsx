import type { ReactElement, ReactNode } from "react";

import { Icon } from "../../ui/icon.tsx";
import { STATE_LOOKS } from "../../ui/state.ts";
import { Glyph } from "../glyph.tsx";
import type { PlacedFrame } from "../layout/layout.ts";
import { JoinPill } from "./join-pill.tsx";
import type { NodeLook, NodeStatus } from "./node-look.ts";

import "../../ui/state.css";
import "./frame.css";

interface FrameNodeProps {
  readonly look: NodeLook;
  readonly frame: PlacedFrame;
  readonly status: NodeStatus | null;
  /** How the join fares, where something waits for it. */
  readonly join: NodeStatus | null;
  /** Beside the head: the button that folds it. */
  readonly tools?: ReactNode;
}

/** What stands side by side: numbered lanes in a frame, and the pill that joins their results. */
export function FrameNode({ look, frame, status, join, tools }: FrameNodeProps): ReactElement {
  return (
    <div className="frame" data-state={status?.state}>
      <div className="frame-head">
        {status === null ? (
          <Glyph name={look.glyph} size={14} />
        ) : (
          <Icon name={STATE_LOOKS[status.state].icon} size={14} />
        )}
        <b title={look.title}>{look.title}</b>
        <span className="frame-kind">{look.fact}</span>
        {status !== null && <span className="frame-state">{STATE_LOOKS[status.state].word}</span>}
        <span className="frame-tail">
          {look.badges.map(({ glyph, words }) => (
            <span key={glyph} title={words}>
              <Glyph name={glyph} size={12} />
              <span className="sr">{words}</span>
            </span>
          ))}
          {look.times}
          {tools}
        </span>
      </div>
      <Lanes frame={frame} />
      {frame.join !== null && <JoinPill join={frame.join} axis={frame.axis} status={join} />}
    </div>
  );
}

function Lanes({ frame: { lanes, axis } }: Pick<FrameNodeProps, "frame">): ReactElement {
  if (lanes.length === 0) {
    return <span className="frame-empty">Drop a task here</span>;
  }

  return (
    <>
      {lanes.map((lane, index) => (
        <span
          key={lane.y}
          className="frame-lane"
          style={{ top: lane.y - 6, height: lane.height + 12, borderTopWidth: index === 0 ? 0 : 1 }}
        >
          {/* Away from the axis: the fan never crosses a number. */}
          <i style={lane.y + lane.axis <= axis ? { top: 8 } : { bottom: 8 }}>{index}</i>
        </span>
      ))}
    </>
  );
}
