import { keepPreviousData, useQueries, type UseQueryResult } from "@tanstack/react-query";

import type { ScheduleView } from "../../shared/wire/schedules.ts";
import { preview } from "./schedules.ts";

/** So often it is asked anew what the coming day brings. */
const TURN_MS = 10 * 60_000;

/** The most that the server answers. */
const MOST_TIMES = 1_000;

interface DueTimes {
  readonly times: readonly number[];
  /** There are more, and the last of these is before them. */
  readonly isCut: boolean;
}

/** When each of these is due from now on, as the server reckons it; undefined until it answered. */
export function useDueTimes(
  entries: readonly ScheduleView[],
  now: number,
): readonly (DueTimes | undefined)[] {
  const after = Math.floor(now / TURN_MS) * TURN_MS;

  return useQueries({
    queries: entries.map(({ schedule, timezone }) => ({
      queryKey: ["schedules", "day", schedule, timezone, after],
      queryFn: async ({ signal }: { readonly signal: AbortSignal }): Promise<DueTimes> => {
        const next = await preview({ schedule, timezone, after, count: MOST_TIMES }, signal);

        return { times: next.map((at) => Date.parse(at)), isCut: next.length === MOST_TIMES };
      },
      staleTime: Infinity,
      placeholderData: keepPreviousData,
    })),
    combine: dataOf,
  });
}

function dataOf(results: readonly UseQueryResult<DueTimes>[]): readonly (DueTimes | undefined)[] {
  return results.map(({ data }) => data);
}
