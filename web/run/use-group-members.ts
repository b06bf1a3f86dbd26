import { useMemo } from "react";

import type { RunView } from "../../shared/wire/views.ts";
import { useTimesOf } from "../api/run-parts.ts";
import type { LiveRun } from "../live/apply-frame.ts";
import { tally } from "../ui/state.ts";
import { membersOf, type Member } from "./members.ts";

/** The members of each large group, by its id, as far as they were read. They are read while `isWanted`. */
export function useGroupMembers(
  run: RunView,
  { groups }: LiveRun,
  isWanted = true,
): ReadonlyMap<string, readonly Member[]> {
  const wanted = Array.from(isWanted ? groups.values() : [], ({ group_id: groupId, counts }) => {
    const { done, total } = tally(counts);

    return { groupId, isChanging: done < total };
  });
  const times = useTimesOf(run.run_id, wanted);

  return useMemo(
    () => new Map(times.map(({ groupId, times: view }) => [groupId, membersOf(view)])),
    [times],
  );
}
