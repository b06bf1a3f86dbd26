import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { z } from "zod";

import { command, request } from "./client.ts";

const session = z.object({ role: z.string() });
export type Session = z.infer<typeof session>;

export const SESSION_KEY = ["session"] as const;

/** Who we are to the API. Fails with 401 without a token, with 503 where no tokens are set up. */
export function useSession(): UseQueryResult<Session> {
  return useQuery({
    queryKey: SESSION_KEY,
    queryFn: ({ signal }) => request("/api/session", session, { signal }),
    staleTime: Infinity,
    // A refusal is the answer; and what could not be reached shows itself in what the page asks for besides.
    retry: false,
  });
}

/** Trades a token for a cookie. */
export function signIn(token: string): Promise<void> {
  return command("/api/session", { method: "POST", body: { token } });
}
