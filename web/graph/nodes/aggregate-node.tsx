import type { ReactElement, ReactNode } from "react";

import { formatCount } from "../../ui/format.ts";
import { Icon } from "../../ui/icon.tsx";
import { StateBar } from "../../ui/state-bar.tsx";
import { STATE_LOOKS, type Tally } from "../../ui/state.ts";
import { Glyph } from "../glyph.tsx";
import { AGGREGATE, type Join } from "../layout/sizes.ts";
import { JoinPill } from "./join-pill.tsx";
import type { NodeLook, NodeStatus, Pace } from "./node-look.ts";

import "../../ui/state.css";
import "./aggregate-node.css";
import "./node.css";

interface AggregateNodeProps {
  readonly look: NodeLook;
  /** Where something waits for its list. */
  readonly join: Join | null;
  readonly status: NodeStatus | null;
  /** How it gets on. */
  readonly pace: Pace;
  /** Every member by its place. */
  readonly heat?: ReactNode;
}

/** A group of many as one node: how far it is, how its members fare, and which of them. */
export function AggregateNode({
  look,
  join,
  status,
  pace,
  heat,
}: AggregateNodeProps): ReactElement {
  const tally = status?.tally ?? null;

  return (
    <div className="aggregate" data-state={status?.state}>
      <div className="aggregate-top">
        {status === null ? (
          <Glyph name={look.glyph} />
        ) : (
          <Icon name={STATE_LOOKS[status.state].icon} />
        )}
        <b title={look.title}>{look.title}</b>
        <span>{look.times}</span>
      </div>
      {tally === null ? <Members look={look} /> : <Figures tally={tally} pace={pace} />}
      {heat}
      {join !== null && <JoinPill join={join} axis={AGGREGATE.height / 2} status={status} />}
    </div>
  );
}

function Members({ look: { fact, flaw } }: Pick<AggregateNodeProps, "look">): ReactElement {
  return (
    <>
      <p className="aggregate-figures">Members side by side</p>
      <p className="aggregate-note">{flaw === null ? <code>{fact}</code> : flaw.words}</p>
    </>
  );
}

interface FiguresProps extends Pick<AggregateNodeProps, "pace"> {
  readonly tally: Tally;
}

function Figures({ tally, pace }: FiguresProps): ReactElement {
  const { done, total, parts } = tally;
  const failed = parts.find(({ state }) => state === "FAILURE")?.count ?? 0;

  return (
    <>
      <StateBar tally={tally} />
      <p className="aggregate-figures">
        <span>
          <b>{formatCount(done)}</b> / {formatCount(total)}
        </span>
        <span>{pace.rate}</span>
        {pace.left !== null && <span className="aggregate-end">{pace.left} left</span>}
      </p>
      <p className="aggregate-note">
        {pace.p50 !== null && <span>p50 {pace.p50}</span>}
        {pace.p95 !== null && <span>p95 {pace.p95}</span>}
        {failed > 0 && (
          <span className="aggregate-end aggregate-failed">{formatCount(failed)} failed</span>
        )}
      </p>
    </>
  );
}
