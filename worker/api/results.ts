/** `/api/results`: Celery's result meta of single tasks, wherever they are kept. */
import { Hono } from "hono";
import { z } from "zod";

import { type TaskAddress, parseTaskId, shardOf } from "../../shared/engine/ids.ts";
import type { TaskMeta } from "../../shared/wire/views.ts";
import { callBackend } from "../backend.ts";
import type { WorkerEnv } from "../env.ts";
import type { ApiEnv } from "./api-env.ts";
import { readBody } from "./body.ts";
import { idempotencyKeyOf } from "./idempotency-key.ts";
import { ApiProblem, nothingToRemove } from "./problem.ts";
import { readQuery, wait } from "./query.ts";
import { retryTask, retryTaskBody } from "./retry.ts";
import { revokeBody } from "./revoke.ts";
import { unknownTask } from "./run-id.ts";

const MAX_IDS = 1000;

const idsQuery = z.object({
  wait,
  ids: z
    .string("expected task ids, separated by commas")
    .transform((text) => text.split(",").filter((id) => id !== ""))
    .pipe(
      z
        .array(z.string())
        .min(1, "expected at least one task id")
        .max(MAX_IDS, `expected at most ${MAX_IDS} task ids`),
    ),
});

export const results = new Hono<ApiEnv>();

/** In the order asked for; null where there is no such task. */
results.get("/", async (c) => {
  const { ids, wait: waitSeconds } = readQuery(c.req.raw, idsQuery);

  return c.json({ results: await resultsOf(c.env, ids, waitSeconds) });
});

results.get("/:id", async (c) => {
  const id = c.req.param("id");
  const { wait: waitSeconds } = readQuery(c.req.raw, z.object({ wait }));
  const [meta = null] = await resultsOf(c.env, [id], waitSeconds);

  if (meta === null) {
    throw unknownTask(id);
  }

  return c.json(meta);
});

results.post("/:id/revoke", async (c) => {
  const id = c.req.param("id");
  const { run, node } = requireTaskId(id);
  const { terminate } = await readBody(c.req.raw, revokeBody);

  if (
    !(await callBackend(c.env, shardOf(run), (backend) => backend.revoke(run, node, terminate)))
  ) {
    throw unknownTask(id);
  }

  return c.json({ task_id: id }, 202);
});

results.post("/:id/retry", async (c) => {
  const id = c.req.param("id");
  const edit = await readBody(c.req.raw, retryTaskBody);

  await retryTask(c.env, { ...requireTaskId(id), key: idempotencyKeyOf(c.req.raw) }, edit);

  return c.json({ task_id: id }, 202);
});

/** Celery's `forget`. A task of a canvas goes with its run only: a retry of the run may still need what it returned. */
results.delete("/:id", async (c) => {
  const id = c.req.param("id");
  const { run, node } = requireTaskId(id);

  switch (await callBackend(c.env, shardOf(run), (backend) => backend.remove(run, node))) {
    case "removed":
      return c.body(null, 204);
    case "part":
      throw new ApiProblem(
        "part-of-run",
        `Task ${id} is part of run ${run}, which may still need its result: DELETE /api/runs/${run} removes them all.`,
      );
    case "running":
      throw new ApiProblem("not-final", `Task ${id} is not final: revoke it first, or wait.`);
    case "unknown":
      throw nothingToRemove(unknownTask(id));
  }
});

/** One call per shard, side by side. */
async function resultsOf(
  env: WorkerEnv,
  ids: readonly string[],
  waitSeconds: number,
): Promise<readonly (TaskMeta | null)[]> {
  const addressed = [...new Set(ids)].flatMap((id) => {
    const address = parseTaskId(id);

    return address === undefined ? [] : [{ id, shard: shardOf(address.run) }];
  });
  const groups = Array.from(Map.groupBy(addressed, ({ shard }) => shard));
  const found = new Map<string, TaskMeta | null>();

  await Promise.all(
    groups.map(async ([shard, members]) => {
      const taskIds = members.map(({ id }) => id);
      const metas = await callBackend(env, shard, (backend) =>
        backend.results(taskIds, waitSeconds),
      );

      for (const [index, id] of taskIds.entries()) {
        found.set(id, metas[index] ?? null);
      }
    }),
  );

  return ids.map((id) => found.get(id) ?? null);
}

function requireTaskId(id: string): TaskAddress {
  const address = parseTaskId(id);

  if (address === undefined) {
    throw unknownTask(id);
  }

  return address;
}
