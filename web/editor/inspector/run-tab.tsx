import { useMemo, useState, type ReactElement } from "react";

import type { Block } from "../../../shared/drawing/block.ts";
import type { RunView } from "../../../shared/wire/views.ts";
import { useNode } from "../../api/run-parts.ts";
import { GroupBody } from "../../run/details/group-body.tsx";
import type { Reach } from "../../run/details/reach.ts";
import type { GroupFacts } from "../../run/group-facts.ts";
import { nodeIndex } from "../../run/rows.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { StateBar, StateLegend } from "../../ui/state-bar.tsx";
import { StoppedClocks } from "../../ui/use-now.ts";
import { numbersOf } from "../run/numbers.ts";
import { useGroup, useIsStale, usePicture, useStatus } from "../run/status-store.ts";
import { nodeOf } from "../run/statuses.ts";
import { useIsEdited } from "../run/use-is-edited.ts";
import type { RunOfDrawing } from "../store.ts";
import { TaskRun } from "./task-run.tsx";

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
  const isEdited = useIsEdited(run);
  const isStale = useIsStale();
  const node = picture === null ? null : nodeOf(picture.live, numbers, block.id);

  if (picture !== null && (node !== null || group !== null)) {
    const { run: view } = picture.live;

    return (
      <StoppedClocks value={isStale}>
        {node !== null && <TaskRun run={view} node={node} isEdited={isEdited} />}
        {group !== null && <Members run={view} group={group} isEdited={isEdited} />}
      </StoppedClocks>
    );
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
  readonly isEdited: boolean;
}

/** A large group, and in its place the member that was chosen in it. */
function Members({ run, group, isEdited }: MembersProps): ReactElement {
  const [chosen, setChosen] = useState<string | null>(null);
  const { data: node } = useNode(run, chosen ?? "", chosen !== null);
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
        <code>{node?.name}</code>
        <span className="meta">No. {nodeIndex(chosen)}</span>
      </div>
      {node ? (
        <TaskRun run={run} node={node} isEdited={isEdited} />
      ) : (
        <Skeleton label="Loading the member" rows={SKELETON_ROWS} />
      )}
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
