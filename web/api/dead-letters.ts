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
import { pagesOf } from "./pages.ts";

const PER_PAGE = "100";
const REFRESH_MS = 3_000;
export const DEAD_LETTERS_KEY = ["dead letters"] as const;

const letterPage = z.object({
  dead_letters: z.array(deadLetterView),
  next_cursor: z.string().nullable(),
});
type LetterPage = z.infer<typeof letterPage>;

const wholeLetter = deadLetterView.extend({ args: z.array(jsonValue), kwargs: jsonObject });
export type WholeLetter = z.infer<typeof wholeLetter>;

const replayedLetters = z.object({
  replayed: z.array(z.object({ id: z.string() })),
  refused: z.array(z.object({ title: z.string(), detail: z.string() })),
});

const discarded = z.object({ discarded: z.int() });

/** The API takes so many at once. */
const PER_REQUEST = 1000;

/** The letters that a filter (of the API: `task`, `queue`, `reason`) lets through, newest first, page by page. */
export function useDeadLetters(
  filter: Readonly<Record<string, string>>,
): UseInfiniteQueryResult<InfiniteData<LetterPage>> {
  return useInfiniteQuery({
    queryKey: [...DEAD_LETTERS_KEY, "list", filter],
    ...pagesOf({
      path: "/api/dead-letters",
      query: { ...filter, limit: PER_PAGE },
      schema: letterPage,
    }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data !== undefined && deadLettersRefreshMs(state.data.pages.length),
  });
}

/** How often this many pages are read again. */
export function deadLettersRefreshMs(pages: number): number {
  return REFRESH_MS * pages;
}

/** One of them, with what it was called with. */
export function useDeadLetter(id: string): UseQueryResult<WholeLetter> {
  return useQuery({
    queryKey: [...DEAD_LETTERS_KEY, "one", id],
    queryFn: ({ signal }) => request(pathOf(id), wholeLetter, { signal }),
  });
}

/** `call` null: with its own arguments. */
export function replayLetter(id: string, call: Call | null): Promise<void> {
  return command(`${pathOf(id)}/replay`, { method: "POST", body: call ?? {} });
}

/** What became of many. */
export interface BulkOutcome {
  readonly done: number;
  readonly refused: number;
  /** Why those were refused, each reason once. */
  readonly refusals: readonly string[];
}

export async function replayLetters(ids: readonly string[]): Promise<BulkOutcome> {
  const answers: z.infer<typeof replayedLetters>[] = [];

  for (const body of inRequests(ids)) {
    answers.push(
      await request("/api/dead-letters/replay", replayedLetters, { method: "POST", body }),
    );
  }

  const refused = answers.flatMap((answer) => answer.refused);

  return {
    done: answers.reduce((sum, answer) => sum + answer.replayed.length, 0),
    refused: refused.length,
    refusals: [...new Set(refused.map(({ title }) => title))],
  };
}

/** Those that are gone already are as good as discarded. */
export async function discardLetters(ids: readonly string[]): Promise<BulkOutcome> {
  for (const body of inRequests(ids)) {
    await request("/api/dead-letters/discard", discarded, { method: "POST", body });
  }

  return { done: ids.length, refused: 0, refusals: [] };
}

function inRequests(ids: readonly string[]): readonly { readonly ids: readonly string[] }[] {
  return Array.from({ length: Math.ceil(ids.length / PER_REQUEST) }, (_, index) => ({
    ids: ids.slice(index * PER_REQUEST, (index + 1) * PER_REQUEST),
  }));
}

export function discardLetter(id: string): Promise<void> {
  return command(pathOf(id), { method: "DELETE" });
}

function pathOf(id: string): string {
  return `/api/dead-letters/${encodeURIComponent(id)}`;
}
