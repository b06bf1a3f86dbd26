import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from "@tanstack/react-query";
import { z } from "zod";

import { deadLetterView } from "../../shared/wire/dead-letters.ts";
import { jsonObject, jsonValue } from "../../shared/wire/json.ts";
import type { Call } from "./actions.ts";
import { command, request } from "./client.ts";

const PER_PAGE = 100;
const REFRESH_MS = 3_000;
export const DEAD_LETTERS_KEY = ["dead letters"] as const;

const letterPage = z.object({
  dead_letters: z.array(deadLetterView),
  next_cursor: z.string().nullable(),
});
type LetterPage = z.infer<typeof letterPage>;

const wholeLetter = deadLetterView.extend({ args: z.array(jsonValue), kwargs: jsonObject });
export type WholeLetter = z.infer<typeof wholeLetter>;

const replayed = z.object({ run_id: z.string() });

const FIRST_PAGE: { readonly cursor: string | null } = { cursor: null };

/** The letters that a filter (of the API: `task`, `queue`, `reason`) lets through, newest first, page by page. */
export function useDeadLetters(
  filter: Readonly<Record<string, string>>,
): UseInfiniteQueryResult<InfiniteData<LetterPage>> {
  return useInfiniteQuery({
    queryKey: [...DEAD_LETTERS_KEY, "list", filter],
    queryFn: ({ signal, pageParam }) =>
      request(listPath(filter, pageParam), letterPage, { signal }),
    initialPageParam: FIRST_PAGE.cursor,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data !== undefined && deadLettersRefreshMs(state.data.pages.length),
  });
}

/** How often this many pages are read again. */
export function deadLettersRefreshMs(pages: number): number {
  return REFRESH_MS * pages;
}

function listPath(filter: Readonly<Record<string, string>>, cursor: string | null): string {
  const query = new URLSearchParams({ ...filter, limit: String(PER_PAGE) });

  if (cursor !== null) {
    query.set("cursor", cursor);
  }

  return `/api/dead-letters?${query}`;
}

/** One of them, with what it was called with. It never changes. */
export function useDeadLetter(id: string): UseQueryResult<WholeLetter> {
  return useQuery({
    queryKey: [...DEAD_LETTERS_KEY, "one", id],
    queryFn: ({ signal }) => request(pathOf(id), wholeLetter, { signal }),
    staleTime: Infinity,
  });
}

/** As a run of its own, whose id it answers; `call` null: with its own arguments. */
export async function replayLetter(id: string, call: Call | null): Promise<string> {
  const body = call ?? {};

  return (await request(`${pathOf(id)}/replay`, replayed, { method: "POST", body })).run_id;
}

export function discardLetter(id: string): Promise<void> {
  return command(pathOf(id), { method: "DELETE" });
}

function pathOf(id: string): string {
  return `/api/dead-letters/${encodeURIComponent(id)}`;
}
