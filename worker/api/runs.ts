/** `/api/runs`: submit, list, look at, revoke, remove. */
import { Hono } from "hono";
import { z } from "zod";

import { isRunId, shardOf } from "../../shared/engine/ids.ts";
import { callBackend } from "../backend.ts";
import { shardsOf } from "../shards.ts";
import type { ApiEnv } from "./api-env.ts";
import { readBody } from "./body.ts";
import { idempotencyKeyOf } from "./idempotency-key.ts";
import { ApiProblem, nothingToRemove } from "./problem.ts";
import { flag, readQuery, state, wait, wholeNumber } from "./query.ts";
import { retryRun, retryRunBody } from "./retry.ts";
import { revokeBody } from "./revoke.ts";
import { requireKnown, requireRunId, unknownRun } from "./run-id.ts";
import { mergeLists } from "./run-list.ts";
import { runBody } from "./submit-body.ts";
import { submitRun } from "./submit-run.ts";

const listQuery = z.object({
  kind: z.enum(["canvas", "task", "all"], "expected canvas, task or all").default("canvas"),
  state: state.optional(),
  name: z.string().optional(),
  q: z.string().optional(),
  cursor: z.string().refine(isRunId, "expected the next_cursor of an earlier answer").optional(),
  limit: wholeNumber(1, 200).default(50),
});

const runQuery = z.object({ wait, nodes: flag });

export const runs = new Hono<ApiEnv>();

runs.post("/", async (c) => submitRun(c, await readBody(c.req.raw, runBody)));

runs.get("/", async (c) => {
  const { kind, limit, ...filter } = readQuery(c.req.raw, listQuery);
  const query = {
    kind,
    limit,
    before: filter.cursor ?? null,
    state: filter.state ?? null,
    name: filter.name ?? null,
    q: filter.q ?? null,
  };
  const replies = await Promise.all(
    shardsOf(c.env).map((shard) => callBackend(c.env, shard, (backend) => backend.list(query))),
  );

  return c.json(mergeLists(replies, limit));
});

runs.get("/:id", async (c) => {
  const id = requireRunId(c.req.param("id"));
  const { wait: waitSeconds, nodes } = readQuery(c.req.raw, runQuery);
  const view = await callBackend(c.env, shardOf(id), (backend) =>
    backend.run(id, { nodes, waitSeconds }),
  );

  return c.json(requireKnown(id, view));
});

runs.post("/:id/revoke", async (c) => {
  const id = requireRunId(c.req.param("id"));
  const { terminate } = await readBody(c.req.raw, revokeBody);

  if (!(await callBackend(c.env, shardOf(id), (backend) => backend.revoke(id, null, terminate)))) {
    throw unknownRun(id);
  }

  return c.json({ run_id: id }, 202);
});

runs.post("/:id/retry", async (c) => {
  const id = requireRunId(c.req.param("id"));
  const { from } = await readBody(c.req.raw, retryRunBody);

  await retryRun(c.env, id, { from, key: idempotencyKeyOf(c.req.raw) });

  return c.json({ run_id: id }, 202);
});

runs.delete("/:id", async (c) => {
  const id = requireRunId(c.req.param("id"));

  switch (await callBackend(c.env, shardOf(id), (backend) => backend.remove(id, null))) {
    case "removed":
      return c.body(null, 204);
    case "part":
    case "running":
      throw new ApiProblem("not-final", `Run ${id} is still running: revoke it first, or wait.`);
    case "unknown":
      throw nothingToRemove(unknownRun(id));
  }
});
