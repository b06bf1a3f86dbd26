/** Schedules: what runs by itself. The schema of `shared/wire` would bring the time zones along; here its types are enough. */
import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { z } from "zod";

import { isPlainObject } from "../../shared/canvas/describe.ts";
import { jsonObject, jsonValue } from "../../shared/wire/json.ts";
import type { ScheduleDefinition, ScheduleView } from "../../shared/wire/schedules.ts";
import { command, request } from "./client.ts";
import { runPage } from "./runs.ts";

const REFRESH_MS = 2_000;
const RUNS_REFRESH_MS = 5_000;
const SOON_MS = 30_000;
/** Of one entry, looked at for the states of its last 20. */
const RUNS = 50;
const SCHEDULES_KEY = ["schedules"] as const;

const time = z.string();

const firing = z.object({
  due_at: time.nullable(),
  at: time,
  outcome: z.enum(["fired", "skipped", "refused"]),
  run_id: z.string().nullable(),
  reason: z.string().nullable(),
});

const scheduleView: z.ZodType<ScheduleView> = z.object({
  name: z.string(),
  source: z.enum(["api", "code"]),
  description: z.string(),
  task: z.string().optional(),
  args: z.array(jsonValue).readonly().optional(),
  kwargs: jsonObject.optional(),
  canvas: jsonValue.optional(),
  graph: z
    .custom<NonNullable<ScheduleDefinition["graph"]>>(isPlainObject, "expected a graph")
    .optional(),
  options: jsonObject.optional(),
  schedule: z.custom<ScheduleDefinition["schedule"]>(isPlainObject, "expected a schedule"),
  timezone: z.string(),
  enabled: z.boolean(),
  overlap: z.enum(["skip", "queue", "allow"]),
  deadline: z.number().nullable(),
  jitter: z.number(),
  ends_at: time.nullable(),
  created_at: time,
  updated_at: time,
  last_run_at: time.nullable(),
  last_run_id: z.string().nullable(),
  next_run_at: time.nullable(),
  total_run_count: z.int(),
  history: z.array(firing).readonly(),
});

const scheduleList = z.object({ schedules: z.array(scheduleView) });
const previewed = z.object({ next: z.array(time) });
const firedRun = z.object({ run_id: z.string() });

/** Every entry, by name, read again and again. */
export function useSchedules(): UseQueryResult<readonly ScheduleView[]> {
  return useQuery({
    queryKey: SCHEDULES_KEY,
    queryFn: async ({ signal }) =>
      (await request("/api/schedules", scheduleList, { signal })).schedules,
    refetchInterval: ({ state }) => state.data !== undefined && REFRESH_MS,
  });
}

export { REFRESH_MS as SCHEDULES_REFRESH_MS, SCHEDULES_KEY };

/** When something runs: what `preview` is asked about. */
export interface When {
  readonly schedule: unknown;
  readonly timezone: string;
}

/** The next runs, as the server reckons them; `null` asks nothing. What was answered last stays until the next answer. */
export function useNextRuns(when: When | null, count: number): UseQueryResult<readonly string[]> {
  return useQuery({
    queryKey: ["schedules", "next", when, count],
    queryFn: ({ signal }) =>
      preview(
        { ...(when ?? { schedule: null, timezone: "UTC" }), after: Date.now(), count },
        signal,
      ),
    enabled: when !== null,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => state.data !== undefined && SOON_MS,
  });
}

export interface Preview extends When {
  readonly after: number;
  readonly count: number;
}

export async function preview(
  { after, ...asked }: Preview,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const body = { ...asked, after: new Date(after).toISOString() };

  return (await request("/api/schedules/preview", previewed, { method: "POST", body, signal }))
    .next;
}

/** The states of the last runs of an entry, by their ids: a run carries the name of what fired it. */
export function useStatesOfRuns(name: string): ReadonlyMap<string, string> {
  const { data } = useQuery({
    queryKey: ["runs", "of", name],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ kind: "all", name, limit: String(RUNS) });
      const { runs } = await request(`/api/runs?${query}`, runPage, { signal });

      return new Map(runs.map(({ run_id: id, state }) => [id, state]));
    },
    refetchInterval: RUNS_REFRESH_MS,
  });

  return data ?? new Map();
}

export async function createSchedule(body: object): Promise<ScheduleView> {
  return request("/api/schedules", scheduleView, { method: "POST", body });
}

export async function changeSchedule(name: string, body: object): Promise<ScheduleView> {
  return request(pathOf(name), scheduleView, { method: "PATCH", body });
}

export function removeSchedule(name: string): Promise<void> {
  return command(pathOf(name), { method: "DELETE" });
}

/** Runs it now, whatever runs already; the id of the run. */
export async function fireSchedule(name: string): Promise<string> {
  return (await request(`${pathOf(name)}/run`, firedRun, { method: "POST" })).run_id;
}

function pathOf(name: string): string {
  return `/api/schedules/${encodeURIComponent(name)}`;
}
