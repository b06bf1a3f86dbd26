/** What the times of a group's members come to. All pure. */
import { READY_STATES, type TaskState, type TimesView } from "../../shared/wire/views.ts";
import { BY_NOTICE } from "./heat.ts";

/** Times in milliseconds since the run was created; null: not so far. */
export interface Member {
  /** Its number in the run. */
  readonly node: number;
  /** Its place in the group, from 0. */
  readonly place: number;
  readonly state: TaskState;
  readonly queued: number | null;
  readonly started: number | null;
  readonly finished: number | null;
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

/** How long those that ran to their end took, in milliseconds, shortest first. */
export function runTimes(members: readonly Member[]): readonly number[] {
  return members
    .flatMap(({ state, started, finished }) =>
      READY_STATES.has(state) && started !== null && finished !== null ? [finished - started] : [],
    )
    .toSorted((a, b) => a - b);
}

/** The value that `part` of the ascending values do not exceed; null of none. */
export function quantile(ascending: readonly number[], part: number): number | null {
  return ascending[Math.max(0, Math.ceil(ascending.length * part) - 1)] ?? null;
}

/** What of the past counts as the present rate. */
const RATE_WINDOW_MS = 5_000;

/**
 * Members that end in a second: over the last seconds while some are left, else over the whole time from the first start to the last
 * end. `now` in milliseconds since the run was created. Null while none has ended.
 */
export function rateOf(members: readonly Member[], now: number): number | null {
  const ends = members.flatMap(({ finished }) => finished ?? []);
  const first = members.reduce((least, { queued }) => Math.min(least, queued ?? least), now);

  if (ends.length === 0) {
    return null;
  }

  const isOver = ends.length === members.length;
  const until = isOver ? ends.reduce((most, end) => Math.max(most, end), first) : now;
  const from = isOver ? first : Math.max(first, now - RATE_WINDOW_MS);
  const counted = ends.filter((end) => end >= from).length;

  return (counted * 1_000) / Math.max(1, until - from);
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
