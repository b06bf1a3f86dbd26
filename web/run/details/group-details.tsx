import type { ReactElement } from "react";

import type { RunView } from "../../../shared/wire/views.ts";
import type { LiveRun } from "../../live/apply-frame.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { formatCount } from "../../ui/format.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { type GroupFacts, groupFacts } from "../group-facts.ts";
import { SelectLink } from "../select-link.tsx";
import { selectTask } from "../selection.ts";
import { GroupBody } from "./group-body.tsx";
import type { Reach } from "./reach.ts";

const SKELETON_ROWS = 4;

interface GroupDetailsProps {
  readonly run: RunView;
  readonly live: LiveRun | null;
  readonly groupId: string;
}

/** A group as one thing, however many members it has. */
export function GroupDetails({ run, live, groupId }: GroupDetailsProps): ReactElement {
  if (live === null) {
    return <Skeleton label="Loading the group" rows={SKELETON_ROWS} />;
  }

  const group = groupFacts(live, groupId);

  return group === null ? (
    <div className="blank">
      <b>No such group</b>
      <p>
        This run has no group <code>{groupId}</code>.
      </p>
    </div>
  ) : (
    <KnownGroup run={run} group={group} />
  );
}

const REACH: Reach = {
  show: selectTask,
  link: (taskId, children) => (
    <SelectLink kind="task" id={taskId}>
      {children}
    </SelectLink>
  ),
};

function KnownGroup({
  run,
  group,
}: {
  readonly run: RunView;
  readonly group: GroupFacts;
}): ReactElement {
  const { groupId, name, size } = group;

  return (
    <div className="details-scroll">
      <header className="details-head">
        <h2>
          {name === null ? "Group" : <code>{name}</code>} × {formatCount(size)}
        </h2>
        <p className="details-id">
          <code>{groupId}</code>
          <CopyButton text={groupId} label="Copy the group id" />
        </p>
      </header>
      <div className="details-body">
        <GroupBody run={run} group={group} reach={REACH} />
      </div>
    </div>
  );
}
