import type { ReactElement, ReactNode } from "react";

import { formatCount } from "../../ui/format.ts";
import { Icon } from "../../ui/icon.tsx";
import { StateBar } from "../../ui/state-bar.tsx";
import { STATE_LOOKS } from "../../ui/state.ts";
import { Glyph } from "../glyph.tsx";
import type { NodeLook, NodeStatus } from "./node-look.ts";

import "../../ui/state.css";
import "./aggregate-node.css";
import "./node.css";

interface AggregateNodeProps {
  readonly look: NodeLook;
  readonly status: NodeStatus | null;
  /** Every member by its place. */
  readonly heat?: ReactNode;
}

/** A group of many as one node: how far it is, how its members fare, and which of them. */
export function AggregateNode({ look, status, heat }: AggregateNodeProps): ReactElement {
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
      <StateBar tally={status?.tally ?? { total: 0, done: 0, parts: [] }} />
      <Figures status={status} look={look} />
      <p className="aggregate-note">{look.flaw?.words ?? look.fact}</p>
      {heat}
    </div>
  );
}

function Figures({ look, status }: AggregateNodeProps): ReactElement {
  const tally = status?.tally ?? null;

  if (tally === null) {
    return (
      <p className="aggregate-figures">
        <span>{look.times} members, side by side</span>
      </p>
    );
  }

  const { done, total, parts } = tally;
  const failed = parts.find(({ state }) => state === "FAILURE")?.count ?? 0;

  return (
    <p className="aggregate-figures">
      <b>{formatCount(done)}</b> / {formatCount(total)}
      {failed > 0 && <span className="aggregate-failed">{formatCount(failed)} failed</span>}
    </p>
  );
}
