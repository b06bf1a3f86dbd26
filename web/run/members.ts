/** What the times of a group's members come to. All pure. */
import type { MemberTimes } from "../../shared/engine/pace.ts";
import { BY_NOTICE } from "../../shared/wire/cells.ts";
import type { TaskState, TimesView } from "../../shared/wire/views.ts";

export interface Member extends MemberTimes {
  /** Its number in the run. */
  readonly node: number;
  /** Its place in the group, from 0. */
  readonly place: number;
  readonly state: TaskState;
}

export function membersOf({
  nodes,
  states,
  queued,
  started,
  finished,
}: TimesView): readonly Member[] {
  return nodes.map((node, place) => ({
    node,
    place,
    state: states[place] ?? "PENDING",
    queued: queued[place] ?? null,
    started: started[place] ?? null,
    finished: finished[place] ?? null,
  }));
}

/** What needs a look first: failed ones, then those that run, and what is well last; in their order among themselves. */
export function byNotice(members: readonly Member[]): readonly Member[] {
  const rank = new Map(BY_NOTICE.map((state, index) => [state, index]));

  return members.toSorted(
    (a, b) => (rank.get(a.state) ?? 0) - (rank.get(b.state) ?? 0) || a.place - b.place,
  );
}

/** How many ended in each of equal slices of `[from, to)`, by how. */
export interface DensitySlice {
  readonly succeeded: number;
  readonly failed: number;
}

export function densityOf(
  members: readonly Member[],
  { from, to, slices }: { readonly from: number; readonly to: number; readonly slices: number },
): readonly DensitySlice[] {
  const counts = Array.from({ length: slices }, () => ({ succeeded: 0, failed: 0 }));

  for (const { state, finished } of members) {
    const slice = finished === null ? undefined : counts[sliceOf(finished, { from, to, slices })];

    if (slice !== undefined) {
      slice[state === "SUCCESS" || state === "IGNORED" ? "succeeded" : "failed"] += 1;
    }
  }

  return counts;
}

function sliceOf(
  at: number,
  { from, to, slices }: { readonly from: number; readonly to: number; readonly slices: number },
): number {
  return Math.min(slices - 1, Math.floor(((at - from) / (to - from || 1)) * slices));
}
