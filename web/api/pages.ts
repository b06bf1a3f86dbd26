/** What the API answers page by page. */
import type { InfiniteData, QueryKey, UseInfiniteQueryOptions } from "@tanstack/react-query";
import type { z } from "zod";

import { request } from "./client.ts";

interface Page {
  readonly next_cursor: string | null;
}

interface Pages<TPage extends Page> {
  readonly path: string;
  /** Besides which page it is. */
  readonly query: Readonly<Record<string, string>>;
  readonly schema: z.ZodType<TPage>;
}

type Reading<TPage> = Pick<
  UseInfiniteQueryOptions<TPage, Error, InfiniteData<TPage>, QueryKey, string | null>,
  "getNextPageParam" | "initialPageParam"
> & {
  readonly queryFn: (page: {
    readonly signal: AbortSignal;
    readonly pageParam: string | null;
  }) => Promise<TPage>;
};

/** For `useInfiniteQuery`. */
export function pagesOf<TPage extends Page>({ path, query, schema }: Pages<TPage>): Reading<TPage> {
  return {
    queryFn: ({ signal, pageParam: cursor }) => {
      const asked = new URLSearchParams({ ...query, ...(cursor !== null && { cursor }) });

      return request(`${path}?${asked}`, schema, { signal });
    },
    initialPageParam: null,
    getNextPageParam: (page) => page.next_cursor,
  };
}
