import { QueryCache, QueryClient } from "@tanstack/react-query";

import { ApiError } from "./api-error.ts";
import { SESSION_KEY } from "./session.ts";

const MAX_RETRIES = 2;

/** The cache of server data. A call refused for want of a session makes the app ask again who it is. */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError(error, query) {
        if (
          error instanceof ApiError &&
          error.status === 401 &&
          query.queryKey[0] !== SESSION_KEY[0]
        ) {
          void client.invalidateQueries({ queryKey: SESSION_KEY });
        }
      },
    }),
    defaultOptions: {
      // Without a network a call fails and says so, instead of waiting unseen; and a server on this machine needs none.
      queries: { retry: shouldRetry, networkMode: "always", refetchOnReconnect: true },
      mutations: { networkMode: "always" },
    },
  });

  return client;
}

/** Only what may pass by itself is tried again: no answer, or the server's own trouble. */
export function shouldRetry(failures: number, error: Error): boolean {
  const isPassing = error instanceof ApiError && (error.status === 0 || error.status >= 500);

  return isPassing && failures < MAX_RETRIES;
}
