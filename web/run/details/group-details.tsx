import type { ReactElement } from "react";

import type { RunView } from "../../../shared/wire/views.ts";
import { useTimes } from "../../api/run-parts.ts";
import type { LiveRun } from "../../live/apply-frame.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { ErrorNote } from "../../ui/error-note.tsx";
import { formatCount } from "../../ui/format.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StateBar, StateLegend } from "../../ui/state-bar.tsx";
import { tally } from "../../ui/state.ts";
import { type GroupFacts, groupFacts } from "../group-facts.ts";
import { HeatStrip } from "../heat-strip.tsx";
import { membersOf } from "../members.ts";
import { selectTask } from "../selection.ts";
import { Block } from "./block.tsx";
import { Failures } from "./failures.tsx";
import { GroupFigures } from "./group-figures.tsx";
import { MemberList } from "./member-list.tsx";

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

function KnownGroup({
  run,
  group,
}: {
  readonly run: RunView;
  readonly group: GroupFacts;
}): ReactElement {
  const { groupId, name, counts, states } = group;
  const counted = tally(counts);
  const times = useTimes(run.run_id, groupId, counted.done < counted.total);
  const members = times.data === undefined ? null : membersOf(times.data.times);

  function pick(place: number): void {
    const node = members?.[place]?.node;

    if (node !== undefined) {
      selectTask(`${run.run_id}.${node}`);
    }
  }

  return (
    <>
      <header className="details-head">
        <h2>
          {name === null ? "Group" : <code>{name}</code>} × {formatCount(states.length)}
        </h2>
        <p className="details-id">
          <code>{groupId}</code>
          <CopyButton text={groupId} label="Copy the group id" />
        </p>
      </header>
      <div className="details-body">
        <div className="group-picture">
          <StateBar tally={counted} />
          <HeatStrip states={states} onPick={pick} />
          <StateLegend tally={counted} />
        </div>
        {members === null ? (
          times.error === null && <Skeleton label="Loading the members" rows={SKELETON_ROWS} />
        ) : (
          <>
            <GroupFigures run={run} members={members} tally={counted} />
            <Failures run={run} groupId={groupId} failed={counts["FAILURE"] ?? 0} />
            <Block title="Members" aside="failed first">
              <MemberList runId={run.run_id} members={members} size={states.length} />
            </Block>
          </>
        )}
        {times.error !== null && (
          <ErrorNote error={times.error} onRetry={() => void times.refetch()} />
        )}
      </div>
    </>
  );
}
