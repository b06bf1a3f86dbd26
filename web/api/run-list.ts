import {
  keepPreviousData,
  useInfiniteQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
} from "@tanstack/react-query";

import { request } from "./client.ts";
import { runPage, type RunPage } from "./runs.ts";

const RUNS_PER_PAGE = 100;
const REFRESH_MS = 2_000;

const FIRST_PAGE: { readonly cursor: string | null } = { cursor: null };

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
    queryFn: ({ signal, pageParam }) => request(listPath(filter, pageParam), runPage, { signal }),
    initialPageParam: FIRST_PAGE.cursor,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data !== undefined && !isPaused && refreshMs(state.data.pages.length),
  });
}

/** How often this many pages are read again. */
export function refreshMs(pages: number): number {
  return REFRESH_MS * pages;
}

function listPath(filter: RunListQuery["filter"], cursor: string | null): string {
  const query = new URLSearchParams({ ...filter, limit: String(RUNS_PER_PAGE) });

  if (cursor !== null) {
    query.set("cursor", cursor);
  }

  return `/api/runs?${query}`;
}
