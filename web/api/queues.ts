import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { z } from "zod";

import { queueView, type QueueLimits, type QueueView } from "../../shared/wire/gate.ts";
import { request } from "./client.ts";

export const QUEUES_REFRESH_MS = 2_000;
export const QUEUES_KEY = ["queues"] as const;

const queueList = z.object({ queues: z.array(queueView) });
const purged = z.object({ purged: z.int() });

/** Every queue of `wrangler.toml`: what waits in it and what holds there, read again and again. */
export function useQueues(): UseQueryResult<readonly QueueView[]> {
  return useQuery({
    queryKey: QUEUES_KEY,
    queryFn: async ({ signal }) => (await request("/api/queues", queueList, { signal })).queues,
    refetchInterval: ({ state }) => state.data !== undefined && QUEUES_REFRESH_MS,
  });
}

/** What the reader asks for; whether it can be had the server says. */
export type LimitsChange = Readonly<Partial<Record<keyof QueueLimits, unknown>>>;

export function changeQueue(name: string, change: LimitsChange): Promise<QueueView> {
  return request(pathOf(name), queueView, { method: "PATCH", body: change });
}

/** Revokes what waits; how many tasks that were. */
export async function purgeQueue(name: string): Promise<number> {
  return (await request(`${pathOf(name)}/purge`, purged, { method: "POST" })).purged;
}

function pathOf(name: string): string {
  return `/api/queues/${encodeURIComponent(name)}`;
}
