/** `GET /api/runs/:id/events`: the WebSocket is the shard's own, handed on as it comes. */
import { Hono } from "hono";
import { z } from "zod";

import { shardOf } from "../../shared/engine/ids.ts";
import { callBackend } from "../backend.ts";
import type { ApiEnv } from "./api-env.ts";
import { ApiProblem } from "./problem.ts";
import { readQuery } from "./query.ts";
import { requireRunId, unknownRun } from "./run-id.ts";

const eventsQuery = z.object({
  since: z
    .string()
    .regex(/^\d{1,15}$/, "expected the seq of a frame")
    .exactOptional(),
  cells: z.enum(["changes"], "expected changes").exactOptional(),
});

export const runEvents = new Hono<ApiEnv>();

runEvents.get("/:id/events", async (c) => {
  const id = requireRunId(c.req.param("id"));
  const query = readQuery(c.req.raw, eventsQuery);

  if (c.req.header("upgrade")?.toLowerCase() !== "websocket") {
    throw new ApiProblem("not-a-websocket", "Connect with a WebSocket, or poll /api/runs/:id.");
  }

  const url = new URL(`/runs/${id}/events`, c.req.url);

  url.search = new URLSearchParams(query).toString();

  const response = await callBackend(c.env, shardOf(id), (backend) =>
    backend.fetch(new Request(url, c.req.raw)),
  );

  if (response.status === 404) {
    throw unknownRun(id);
  }

  return response;
});
