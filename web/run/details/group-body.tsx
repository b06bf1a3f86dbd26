import type { ReactElement } from "react";

import { firstInCell } from "../../../shared/wire/cells.ts";
import type { RunView } from "../../../shared/wire/views.ts";
import { useTimes } from "../../api/run-parts.ts";
import { ErrorNote } from "../../ui/error-note.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StateBar, StateLegend } from "../../ui/state-bar.tsx";
import { tally } from "../../ui/state.ts";
import type { GroupFacts } from "../group-facts.ts";
import { HeatStrip } from "../heat-strip.tsx";
import { membersOf } from "../members.ts";
import { Block } from "./block.tsx";
import { Failures } from "./failures.tsx";
import { GroupFigures } from "./group-figures.tsx";
import { MemberList } from "./member-list.tsx";
import type { Reach } from "./reach.ts";

import "./group-body.css";

const SKELETON_ROWS = 4;

interface GroupBodyProps {
  readonly run: RunView;
  readonly group: GroupFacts;
  readonly reach: Reach;
}

/** How a group fares as a whole, what failed in it, and its members, failed ones first. */
export function GroupBody({ run, group, reach }: GroupBodyProps): ReactElement {
  const { groupId, size, counts, cells } = group;
  const counted = tally(counts);
  const times = useTimes(run.run_id, groupId, counted.done < counted.total);
  const members = times.data === undefined ? null : membersOf(times.data.times);

  function pick(cell: number): void {
    const member = members?.[firstInCell(cell, size)];

    if (member !== undefined) {
      reach.show(`${run.run_id}.${member.node}`);
    }
  }

  return (
    <>
      <div className="group-picture">
        <StateBar tally={counted} />
        <HeatStrip cells={cells} onPick={pick} />
        <StateLegend tally={counted} />
      </div>
      <GroupFigures run={run} group={group} />
      <Failures run={run} groupId={groupId} failed={counts["FAILURE"] ?? 0} reach={reach} />
      {members === null ? (
        times.error === null && <Skeleton label="Loading the members" rows={SKELETON_ROWS} />
      ) : (
        <Block title="Members" aside="failed first">
          <MemberList runId={run.run_id} members={members} size={size} reach={reach} />
        </Block>
      )}
      {times.error !== null && (
        <ErrorNote error={times.error} onRetry={() => void times.refetch()} />
      )}
    </>
  );
}
