import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { z } from "zod";

import { taskView, type TaskView } from "../../shared/task/view.ts";
import { request } from "./client.ts";

const taskList = z.object({ tasks: z.array(taskView) });

/** The tasks this deployment can run. They change only with a deploy. */
export function useTasks(): UseQueryResult<readonly TaskView[]> {
  return useQuery({
    queryKey: ["tasks"],
    queryFn: async ({ signal }) => (await request("/api/tasks", taskList, { signal })).tasks,
    staleTime: Infinity,
  });
}
