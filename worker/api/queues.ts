/** `/api/queues`: what waits in each, what runs from it, and its limits. Counts are the result backends', limits the gates'. */
import { Hono } from "hono";
import { z } from "zod";

import { fields } from "../../shared/wire/fields.ts";
import {
  type GateView,
  type QueueCounts,
  type QueueView,
  rateLimit,
} from "../../shared/wire/gate.ts";
import { callBackend } from "../backend.ts";
import type { WorkerEnv } from "../env.ts";
import { callGate } from "../gates.ts";
import { queueNames } from "../queues.ts";
import { shardsOf } from "../shards.ts";
import type { ApiEnv } from "./api-env.ts";
import { readBody } from "./body.ts";
import { ApiProblem } from "./problem.ts";

const COUNT =
  "expected how many may run at once, at least 1, or null for no limit; a queue is stopped with paused";

const changeBody = fields({
  rate_limit: rateLimit.optional(),
  concurrency: z.int(COUNT).positive(COUNT).nullable().optional(),
  paused: z.boolean("expected true or false").optional(),
});

export const queues = new Hono<ApiEnv>();

queues.get("/", async (c) => {
  const counts = await countsOf(c.env);
  const views = queueNames(c.env).map(async (name) =>
    viewOf(name, await gateOf(c.env, name), counts),
  );

  return c.json({ queues: await Promise.all(views) });
});

queues.get("/:name", async (c) => {
  const name = requireQueue(c.env, c.req.param("name"));
  const [gate, counts] = await Promise.all([gateOf(c.env, name), countsOf(c.env)]);

  return c.json(viewOf(name, gate, counts));
});

queues.patch("/:name", async (c) => {
  const name = requireQueue(c.env, c.req.param("name"));
  const { rate_limit, concurrency, paused } = await readBody(c.req.raw, changeBody);
  const change = {
    ...(rate_limit !== undefined && { rate_limit }),
    ...(concurrency !== undefined && { concurrency }),
    ...(paused !== undefined && { paused }),
  };
  const gate = await callGate(c.env, name, async (changing) => changing.change(change));

  return c.json(viewOf(name, gate, await countsOf(c.env)));
});

queues.post("/:name/purge", async (c) => {
  const name = requireQueue(c.env, c.req.param("name"));
  const purged = await Promise.all(
    shardsOf(c.env).map(async (shard) =>
      callBackend(c.env, shard, async (backend) => backend.purge(name)),
    ),
  );

  return c.json({ purged: purged.reduce((sum, count) => sum + count, 0) });
});

function requireQueue(env: WorkerEnv, name: string): string {
  const names = queueNames(env);

  if (!names.includes(name)) {
    throw new ApiProblem(
      "no-queue",
      `Expected one of the queues ${names.join(", ")}; got "${name.slice(0, 100)}". Queues are declared in wrangler.toml.`,
    );
  }

  return name;
}

async function gateOf(env: WorkerEnv, name: string): Promise<GateView> {
  return callGate(env, name, async (gate) => gate.look());
}

async function countsOf(env: WorkerEnv): Promise<readonly QueueCounts[]> {
  const counts = await Promise.all(
    shardsOf(env).map(async (shard) =>
      callBackend(env, shard, async (backend) => backend.queues()),
    ),
  );

  return counts.flat();
}

type Counted = "waiting" | "delayed" | "running" | "arrived" | "taken";

function viewOf(
  name: string,
  { limits, held }: GateView,
  counts: readonly QueueCounts[],
): QueueView {
  const own = counts.filter(({ queue }) => queue === name);
  const sum = (counted: Counted): number => own.reduce((total, each) => total + each[counted], 0);
  const oldest = Math.min(...own.map(({ oldestAt }) => oldestAt ?? Number.POSITIVE_INFINITY));

  return {
    name,
    waiting: sum("waiting"),
    delayed: sum("delayed"),
    running: sum("running"),
    oldest_waiting_s: Number.isFinite(oldest) ? Math.max(0, Date.now() - oldest) / 1000 : null,
    held,
    in_per_minute: sum("arrived"),
    out_per_minute: sum("taken"),
    ...limits,
  };
}
