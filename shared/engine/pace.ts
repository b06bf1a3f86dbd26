/** How a group gets on, worked out from the times of its members: for the frames, and in the browser for any moment of the past. */
import type { GroupPace } from "../wire/frames.ts";

/** Milliseconds since the run was created; null: not so far. */
export interface MemberTimes {
  readonly queued: number | null;
  readonly started: number | null;
  /** When it was over for good. */
  readonly finished: number | null;
}

/** What before the last end counts as the present rate. */
export const RATE_WINDOW_MS = 5_000;

/** Null while no member is over. */
export function paceOf(members: readonly MemberTimes[]): GroupPace | null {
  const ends = members.flatMap(({ finished }) => finished ?? []);

  if (ends.length === 0) {
    return null;
  }

  const took = runTimes(members);
  const endedAt = ends.reduce((most, end) => Math.max(most, end));
  const begun = members.reduce((least, { queued }) => Math.min(least, queued ?? least), endedAt);
  const isOver = ends.length === members.length;
  const from = isOver ? begun : Math.max(begun, endedAt - RATE_WINDOW_MS);
  const counted = ends.filter((end) => end >= from).length;

  return {
    p50: quantile(took, 0.5),
    p95: quantile(took, 0.95),
    rate: (counted * 1_000) / Math.max(1, endedAt - from),
    ended_at: endedAt,
  };
}

/** Of those that ran to their end, shortest first. */
function runTimes(members: readonly MemberTimes[]): Float64Array {
  return new Float64Array(
    members.flatMap(({ started, finished }) =>
      started === null || finished === null ? [] : [finished - started],
    ),
  ).toSorted();
}

/** The value that `part` of the ascending values do not exceed; null of none. */
function quantile(ascending: Float64Array, part: number): number | null {
  return ascending[Math.max(0, Math.ceil(ascending.length * part) - 1)] ?? null;
}
