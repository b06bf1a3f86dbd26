import { useQuery, type UseQueryResult } from "@tanstack/react-query";

import type { JsonValue } from "../../shared/canvas/json.ts";
import { taskMeta } from "../../shared/wire/views.ts";
import { request } from "./client.ts";

/** A task's result, from where its `result_url` says that it is. */
export function useResult(url: string): UseQueryResult<JsonValue> {
  return useQuery({
    queryKey: ["result", url],
    queryFn: async ({ signal }) => (await request(url, taskMeta, { signal })).result,
  });
}
