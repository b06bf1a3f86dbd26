import type { ReactElement } from "react";

import { Icon } from "../../ui/icon.tsx";
import { StateBar } from "../../ui/state-bar.tsx";
import { STATE_LOOKS } from "../../ui/state.ts";
import { Glyph } from "../glyph.tsx";
import type { Badge, NodeLook, NodeStatus } from "./node-look.ts";

import "../../ui/state.css";
import "./node.css";

interface TaskNodeProps {
  readonly look: NodeLook;
  /** Null while drawing. */
  readonly status: NodeStatus | null;
}

/** One task, or with sheets behind it many as one. It fills what it is put into. */
export function TaskNode({ look, status }: TaskNodeProps): ReactElement {
  const { title, isErrback, isOpen, flaw, times } = look;
  const isStack = times !== null;
  const tally = status?.tally ?? null;

  return (
    <div
      className={isStack ? "node stack" : "node"}
      data-state={status?.state}
      data-errback={isErrback}
      data-open={isOpen}
      data-flaw={flawTone(flaw)}
      data-old={status?.isOld}
    >
      <span className="node-cell">
        {status === null ? (
          <Glyph name={isErrback ? "siren" : look.glyph} />
        ) : (
          <Icon name={STATE_LOOKS[status.state].icon} />
        )}
      </span>
      <span className="node-body">
        <span className="node-name" title={title}>
          {title}
        </span>
        <span className="node-fact">
          <Fact look={look} status={status} />
          <Badges look={look} isOld={status?.isOld ?? false} />
        </span>
        {isStack && tally !== null && <StateBar tally={tally} />}
      </span>
    </div>
  );
}

function flawTone(flaw: NodeLook["flaw"]): "problem" | "warning" | undefined {
  if (flaw === null) {
    return undefined;
  }

  return flaw.isWarning ? "warning" : "problem";
}

function Fact({ look, status }: TaskNodeProps): ReactElement {
  if (status !== null) {
    return (
      <>
        <b>{STATE_LOOKS[status.state].word}</b> {status.figure}
      </>
    );
  }

  if (look.flaw !== null) {
    return <em title={look.flaw.words}>{look.flaw.words}</em>;
  }

  return look.isErrback && look.fact === "" ? <b>on error</b> : <code>{look.fact}</code>;
}

const OLD: Badge = { glyph: "pencil", words: "Edited since it ran" };

interface BadgesProps extends Pick<TaskNodeProps, "look"> {
  readonly isOld: boolean;
}

function Badges({ look: { badges, times }, isOld }: BadgesProps): ReactElement {
  return (
    <span className="node-badges">
      {(isOld ? [OLD, ...badges] : badges).map(({ glyph, words }) => (
        <span key={glyph} title={words}>
          <Glyph name={glyph} size={12} />
          <span className="sr">{words}</span>
        </span>
      ))}
      {times}
    </span>
  );
}
