import { useMemo, useState, type ReactElement } from "react";

import type { Block } from "../../../shared/drawing/block.ts";
import type { NodeView, RunView } from "../../../shared/wire/views.ts";
import { useNode } from "../../api/run-parts.ts";
import { GroupBody } from "../../run/details/group-body.tsx";
import type { Reach } from "../../run/details/reach.ts";
import type { GroupFacts } from "../../run/group-facts.ts";
import { nodeIndex } from "../../run/rows.ts";
import { formatCount, formatInstant } from "../../ui/format.ts";
import { JsonBlock } from "../../ui/json-block.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { StateBar, StateLegend } from "../../ui/state-bar.tsx";
import { TimeSpan } from "../../ui/time-span.tsx";
import { numbersOf } from "../run/numbers.ts";
import { useGroup, usePicture, useStatus } from "../run/status-store.ts";
import { nodeOf } from "../run/statuses.ts";
import type { RunOfDrawing } from "../store.ts";

import "../../ui/note.css";

const SKELETON_ROWS = 3;

/** What became of a block in the run that is laid over the drawing. */
export function RunTab({
  block,
  run,
}: {
  readonly block: Block;
  readonly run: RunOfDrawing;
}): ReactElement {
  const picture = usePicture();
  const status = useStatus(block.id);
  const group = useGroup(block.id);
  const numbers = useMemo(() => numbersOf(run.drawing), [run.drawing]);
  const node = picture === null ? null : nodeOf(picture.live, numbers, block.id);

  if (node !== null) {
    return <Node node={node} />;
  }

  if (group !== null && picture !== null) {
    return <Members run={picture.live.run} group={group} />;
  }

  if (status?.tally !== undefined && status.tally !== null) {
    return (
      <>
        <StateBadge state={status.state} />
        <StateBar tally={status.tally} />
        <StateLegend tally={status.tally} />
      </>
    );
  }

  return <p className="meta">The run has told nothing of it: it was not part of what was run.</p>;
}

interface MembersProps {
  readonly run: RunView;
  readonly group: GroupFacts;
}

/** A large group, and in its place the member that was chosen in it. */
function Members({ run, group }: MembersProps): ReactElement {
  const [chosen, setChosen] = useState<string | null>(null);
  const { data: node } = useNode(run.run_id, chosen ?? "", chosen !== null);
  const reach = useMemo(() => reachBy(setChosen), []);

  if (chosen === null) {
    return <GroupBody run={run} group={group} reach={reach} />;
  }

  return (
    <>
      <div className="form-row">
        <button type="button" className="button small" onClick={() => setChosen(null)}>
          All members
        </button>
        <code className="meta">No. {nodeIndex(chosen)}</code>
      </div>
      {node ? <Node node={node} /> : <Skeleton label="Loading the member" rows={SKELETON_ROWS} />}
    </>
  );
}

function reachBy(show: (taskId: string) => void): Reach {
  return {
    show,
    link: (taskId, children) => (
      <button type="button" className="run-member" onClick={() => show(taskId)}>
        {children}
      </button>
    ),
  };
}

function Node({ node }: { readonly node: NodeView }): ReactElement {
  const { state, error, result, attempts, started_at, finished_at, queue } = node;

  return (
    <>
      <div className="form-row">
        <StateBadge state={state} />
        <span className="meta">
          <TimeSpan start={started_at} end={finished_at} />
        </span>
      </div>
      <dl className="run-facts">
        <dt>attempts</dt>
        <dd>{formatCount(attempts)}</dd>
        <dt>queue</dt>
        <dd>{queue}</dd>
        {finished_at !== null && (
          <>
            <dt>finished</dt>
            <dd>{formatInstant(finished_at)}</dd>
          </>
        )}
      </dl>
      {error !== null && (
        <div className="note" data-state="FAILURE" role="note">
          <div>
            <p className="note-title">{error.type}</p>
            <p>{error.message}</p>
          </div>
        </div>
      )}
      {state === "SUCCESS" && node.result_url === undefined && (
        <JsonBlock value={result} label="Result" />
      )}
      {node.result_url !== undefined && (
        <p className="meta">Its result is large: open the run to see it.</p>
      )}
    </>
  );
}
