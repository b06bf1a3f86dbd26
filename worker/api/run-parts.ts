/** What a run is made of, page by page: `/api/runs/:id/nodes`, `/graph`, `/times`, `/logs`, and its whole `/result`. */
import { Hono } from "hono";
import { z } from "zod";

import { parseTaskId, shardOf } from "../../shared/engine/ids.ts";
import { callBackend } from "../backend.ts";
import type { ApiEnv } from "./api-env.ts";
import { readQuery, state, wholeNumber } from "./query.ts";
import { requireKnown, requireRunId, unknownTask } from "./run-id.ts";

const page = z.object({
  cursor: wholeNumber(0, 999_999).default(0),
  limit: wholeNumber(1, 1000).default(100),
});

const nodesPage = page.extend({ state: state.optional(), group: z.string().optional() });

const timesPage = page.extend({
  group: z.string().optional(),
  limit: wholeNumber(1, 10_000).default(1000),
});

const logsPage = page.extend({ task: z.string().optional() });

export const runParts = new Hono<ApiEnv>();

runParts.get("/:id/nodes", async (c) => {
  const id = requireRunId(c.req.param("id"));
  const {
    state: wanted = null,
    group = null,
    cursor: from,
    limit,
  } = readQuery(c.req.raw, nodesPage);
  const query = { state: wanted, group, from, limit };

  return c.json(
    requireKnown(id, await callBackend(c.env, shardOf(id), (backend) => backend.nodes(id, query))),
  );
});

runParts.get("/:id/graph", async (c) => {
  const id = requireRunId(c.req.param("id"));
  const { cursor, limit } = readQuery(c.req.raw, page);

  return c.json(
    requireKnown(
      id,
      await callBackend(c.env, shardOf(id), (backend) => backend.graph(id, cursor, limit)),
    ),
  );
});

runParts.get("/:id/times", async (c) => {
  const id = requireRunId(c.req.param("id"));
  const { group = null, cursor: from, limit } = readQuery(c.req.raw, timesPage);
  const query = { group, from, limit };

  return c.json(
    requireKnown(id, await callBackend(c.env, shardOf(id), (backend) => backend.times(id, query))),
  );
});

runParts.get("/:id/logs", async (c) => {
  const id = requireRunId(c.req.param("id"));
  const { task, cursor: from, limit } = readQuery(c.req.raw, logsPage);
  const query = { node: task === undefined ? null : nodeIn(id, task), from, limit };

  return c.json(
    requireKnown(id, await callBackend(c.env, shardOf(id), (backend) => backend.logs(id, query))),
  );
});

/** Where `result_url` points when the result is too large for the run's own answer. */
runParts.get("/:id/result", async (c) => {
  const id = requireRunId(c.req.param("id"));
  const text = requireKnown(
    id,
    await callBackend(c.env, shardOf(id), (backend) => backend.runResult(id)),
  );

  return c.body(text, 200, { "content-type": "application/json" });
});

/** A lone task's id is its run's. */
function nodeIn(run: string, task: string): number {
  const address = parseTaskId(task);

  if (address?.run !== run) {
    throw unknownTask(task);
  }

  return address.node ?? 0;
}
