import {
  keepPreviousData,
  useInfiniteQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
} from "@tanstack/react-query";

import { pagesOf } from "./pages.ts";
import { runPage, type RunPage } from "./runs.ts";

const PER_PAGE = "100";
const REFRESH_MS = 2_000;

export interface RunListQuery {
  /** Of the API: `state`, `kind`, `q`. */
  readonly filter: Readonly<Record<string, string>>;
  readonly isPaused: boolean;
}

/**
 * The runs that a filter lets through, newest first, page by page. What was loaded is read again and again, the more of it the less
 * often: a second of reading costs the same however far the reader went. Those of the last filter stay until the new ones are there.
 */
export function useRunList({
  filter,
  isPaused,
}: RunListQuery): UseInfiniteQueryResult<InfiniteData<RunPage>> {
  return useInfiniteQuery({
    queryKey: ["runs", "list", filter],
    ...pagesOf({ path: "/api/runs", query: { ...filter, limit: PER_PAGE }, schema: runPage }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data !== undefined && !isPaused && refreshMs(state.data.pages.length),
  });
}

/** How often this many pages are read again. */
export function refreshMs(pages: number): number {
  return REFRESH_MS * pages;
}
