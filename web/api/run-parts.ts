/** Parts of a run, as they are looked at: one task, what it logged, the times of a group. */
import {
  keepPreviousData,
  useInfiniteQuery,
  useQueries,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryOptions,
  type UseQueryResult,
} from "@tanstack/react-query";
import { z } from "zod";

import { parseTaskId } from "../../shared/engine/ids.ts";
import {
  READY_STATES,
  taskMeta,
  timesView,
  type NodeView,
  type RunView,
  type TaskMeta,
  type TimesView,
} from "../../shared/wire/views.ts";
import { request } from "./client.ts";
import { pagesOf } from "./pages.ts";
import { nodePage, runApiPath } from "./runs.ts";

const NODE_REFRESH_MS = 1_000;
const LOGS_PER_PAGE = "200";

/** Members of a group whose times are asked for; of larger ones the first. */
const MOST_TIMES = 10_000;
/** 1,000 members are some 30 KB. */
const TIMES_REFRESH_MS = 1_000;
const MEMBERS_PER_TIMES_MS = 5;

const logPage = z.object({
  logs: z.array(z.object({ task_id: z.string(), at: z.string(), message: z.string() })),
  next_cursor: z.string().nullable(),
});
export type LogPage = z.infer<typeof logPage>;

/**
 * A task that no frame tells of, as a member of a large group; `isWanted` false: it is not read. Null: there is no such task. It is read
 * anew when the run ends, and when it begins again.
 */
export function useNode(
  { run_id: runId, finished_at: finishedAt }: Pick<RunView, "run_id" | "finished_at">,
  taskId: string,
  isWanted: boolean,
): UseQueryResult<NodeView | null> {
  return useQuery({
    queryKey: ["run", runId, "node", taskId, finishedAt],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ cursor: String(nodeNumber(taskId)), limit: "1" });
      const { nodes } = await request(`${runApiPath(runId)}/nodes?${query}`, nodePage, { signal });

      return nodes.find((node) => node.task_id === taskId) ?? null;
    },
    enabled: isWanted,
    placeholderData: (before) => (before?.task_id === taskId ? before : undefined),
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && data !== null && !READY_STATES.has(data.state) && NODE_REFRESH_MS,
  });
}

/** How far a task is: with it, what was read of the task is read anew. */
export interface TaskVersion {
  readonly state: string;
  readonly attempts: number;
}

/** Celery's meta of a task: its arguments, its children and its whole result. */
export function useTaskMeta(taskId: string, version: TaskVersion): UseQueryResult<TaskMeta> {
  return useQuery({
    queryKey: ["task", taskId, version.state, version.attempts],
    queryFn: ({ signal }) =>
      request(`/api/results/${encodeURIComponent(taskId)}`, taskMeta, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** What a task wrote, attempt after attempt. */
export function useTaskLogs(
  runId: string,
  taskId: string,
  version: TaskVersion,
): UseInfiniteQueryResult<InfiniteData<LogPage>> {
  return useInfiniteQuery({
    queryKey: ["task", taskId, "logs", version.state, version.attempts],
    ...pagesOf({
      path: `${runApiPath(runId)}/logs`,
      query: { task: taskId, limit: LOGS_PER_PAGE },
      schema: logPage,
    }),
    placeholderData: keepPreviousData,
  });
}

/** How many failed members of a group are read, to be told by what they failed with. */
export const MOST_FAILURES = 200;

/** The first failed members of a group. `failed` is how many there are: with it they are read anew. */
export function useFailures(
  runId: string,
  groupId: string,
  failed: number,
): UseQueryResult<readonly NodeView[]> {
  return useQuery({
    queryKey: ["run", runId, "failures", groupId, failed],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({
        group: groupId,
        state: "FAILURE",
        limit: String(MOST_FAILURES),
      });

      return (await request(`${runApiPath(runId)}/nodes?${query}`, nodePage, { signal })).nodes;
    },
    enabled: failed > 0,
    placeholderData: keepPreviousData,
  });
}

/** When everything happened to the members of a group. */
export interface GroupTimes {
  readonly groupId: string;
  readonly times: TimesView;
}

export function useTimes(
  runId: string,
  groupId: string,
  isChanging: boolean,
): UseQueryResult<GroupTimes> {
  return useQuery({
    ...timesQuery(runId, groupId, isChanging),
    placeholderData: keepPreviousData,
  });
}

/** Of several groups, as far as they were read. It is another array only when something in it is new. */
export function useTimesOf(
  runId: string,
  groups: readonly { readonly groupId: string; readonly isChanging: boolean }[],
): readonly GroupTimes[] {
  return useQueries({
    queries: groups.map(({ groupId, isChanging }) => timesQuery(runId, groupId, isChanging)),
    combine: dataOf,
  });
}

function dataOf(results: readonly UseQueryResult<GroupTimes>[]): readonly GroupTimes[] {
  return results.flatMap(({ data }) => data ?? []);
}

/** While members run it is read again and again, of a large group less often. */
function timesQuery(
  runId: string,
  groupId: string,
  isChanging: boolean,
): UseQueryOptions<GroupTimes> {
  return {
    // What was read last may be from shortly before the end: then it is read once more.
    queryKey: ["run", runId, "times", groupId, isChanging],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ group: groupId, limit: String(MOST_TIMES) });
      const times = await request(`${runApiPath(runId)}/times?${query}`, timesView, { signal });

      return { groupId, times };
    },
    refetchInterval: ({ state: { data } }) =>
      data !== undefined &&
      isChanging &&
      TIMES_REFRESH_MS + data.times.nodes.length / MEMBERS_PER_TIMES_MS,
  };
}

const graphPage = z.object({
  nodes: z.array(
    z.object({
      task_id: z.string(),
      name: z.string(),
      after: z.array(z.string()),
      role: z.enum(["step", "link", "errback"]),
      immutable: z.boolean(),
      group_id: z.string().nullable(),
    }),
  ),
  next_cursor: z.string().nullable(),
});
export type GraphNode = z.infer<typeof graphPage>["nodes"][number];

const GRAPH_PER_PAGE = 1_000;
/** Of more tasks the graph is not read. */
export const MOST_GRAPH = 20_000;

/** Which task waits for which. `total` is how many there are: a run may grow while it goes on. */
export function useGraph(runId: string, total: number): UseQueryResult<readonly GraphNode[]> {
  return useQuery({
    queryKey: ["run", runId, "graph", total],
    queryFn: async ({ signal }) => {
      const nodes: GraphNode[] = [];
      let cursor: string | null = "0";

      while (cursor !== null) {
        const query = new URLSearchParams({ cursor, limit: String(GRAPH_PER_PAGE) });
        const path = `${runApiPath(runId)}/graph?${query}`;
        const page: z.infer<typeof graphPage> = await request(path, graphPage, { signal });

        nodes.push(...page.nodes);
        cursor = page.next_cursor;
      }

      return nodes;
    },
    enabled: total <= MOST_GRAPH,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
}

/** A lone task's id is its run's. */
function nodeNumber(taskId: string): number {
  return parseTaskId(taskId)?.node ?? 0;
}
