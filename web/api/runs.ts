import {
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from "@tanstack/react-query";
import { z } from "zod";

import {
  nodeView,
  runSummary,
  runView,
  type RunView,
  type TaskState,
} from "../../shared/wire/views.ts";
import { request, requestHead } from "./client.ts";
import { pagesOf } from "./pages.ts";

const RECENT_RUNS = 12;
const RECENT_RUNS_REFRESH_MS = 3_000;
const NODES_PER_PAGE = "200";
const RESULT_HEAD_CHARS = 20_000;
const NODES_REFRESH_MS = 2_000;

export const runPage = z.object({
  runs: z.array(runSummary),
  next_cursor: z.string().nullable(),
  scanned_until: z.string().nullable(),
});
export const nodePage = z.object({ nodes: z.array(nodeView), next_cursor: z.string().nullable() });

export type RunPage = z.infer<typeof runPage>;
export type NodePage = z.infer<typeof nodePage>;

/** A run that was accepted, and what the server had to say about its canvas. */
export const acceptedRun = z.object({
  run_id: z.string(),
  warnings: z.array(z.string()).default([]),
});
export type AcceptedRun = z.infer<typeof acceptedRun>;

/** What is run: a canvas as Celery prints it, or a graph of tasks that Celery cannot express. */
export type RunContent = { readonly canvas: unknown } | { readonly graph: unknown };

export function postRun(content: RunContent, name: string): Promise<AcceptedRun> {
  const body = name === "" ? content : { ...content, name };

  return request("/api/runs", acceptedRun, { method: "POST", body });
}

/**
 * The newest runs, canvases and lone tasks alike. What was never read is not read again by itself: each attempt would hide the error of
 * the one before.
 */
export function useRecentRuns(): UseQueryResult<RunPage> {
  return useQuery({
    queryKey: ["runs", "recent"],
    queryFn: ({ signal }) =>
      request(`/api/runs?kind=all&limit=${RECENT_RUNS}`, runPage, { signal }),
    refetchInterval: ({ state }) => state.data !== undefined && RECENT_RUNS_REFRESH_MS,
  });
}

export function useRun(runId: string): UseQueryResult<RunView> {
  return useQuery({
    queryKey: ["run", runId],
    queryFn: ({ signal }) => request(runApiPath(runId), runView, { signal }),
  });
}

export interface NodesFilter {
  /** Null: whatever its state. */
  readonly state: TaskState | null;
  /** While it is, what was loaded is read again and again. */
  readonly isChanging: boolean;
}

/** Every node of a run, page by page. */
export function useNodes(
  runId: string,
  { state, isChanging }: NodesFilter,
): UseInfiniteQueryResult<InfiniteData<NodePage>> {
  return useInfiniteQuery({
    queryKey: ["run", runId, "nodes", state],
    ...pagesOf({
      path: `${runApiPath(runId)}/nodes`,
      query: { limit: NODES_PER_PAGE, ...(state !== null && { state }) },
      schema: nodePage,
    }),
    refetchInterval: (query) => query.state.data !== undefined && isChanging && NODES_REFRESH_MS,
  });
}

/** The beginning of a result that is too large to be part of the run, as JSON. */
export function useResultHead(url: string): UseQueryResult<string> {
  return useQuery({
    queryKey: ["result-head", url],
    queryFn: ({ signal }) => requestHead(url, { chars: RESULT_HEAD_CHARS, signal }),
  });
}

/** Where a run's frames come from; `since` is the last one seen. Of large groups they tell what changes. */
export function eventsPath(runId: string, since: number | null): string {
  const path = `${runApiPath(runId)}/events?cells=changes`;

  return since === null ? path : `${path}&since=${since}`;
}

export function runApiPath(runId: string): string {
  return `/api/runs/${encodeURIComponent(runId)}`;
}
