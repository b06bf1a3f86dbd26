import type { ReactElement } from "react";

import type { Block } from "../../../shared/drawing/block.ts";
import type { NodeView } from "../../../shared/wire/views.ts";
import { formatCount, formatInstant } from "../../ui/format.ts";
import { JsonBlock } from "../../ui/json-block.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { StateBar, StateLegend } from "../../ui/state-bar.tsx";
import { TimeSpan } from "../../ui/time-span.tsx";
import { numbersOf } from "../run/numbers.ts";
import { useOverlay, useStatus } from "../run/status-store.ts";
import { nodeOf } from "../run/statuses.ts";
import type { RunOfDrawing } from "../store.ts";

import "../../ui/note.css";

/** What became of a block in the run that is laid over the drawing. */
export function RunTab({
  block,
  run,
}: {
  readonly block: Block;
  readonly run: RunOfDrawing;
}): ReactElement {
  const { live } = useOverlay();
  const status = useStatus(block.id);
  const node = live === null ? null : nodeOf(live, numbersOf(run.drawing), block.id);

  if (node !== null) {
    return <Node node={node} />;
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
