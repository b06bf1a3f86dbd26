/** `/api/health`: answers whoever asks, once the deployment can be used at all. */
import { Hono } from "hono";

import type { ApiEnv } from "./api-env.ts";
import { configuredTokens } from "./tokens.ts";

export const health = new Hono<ApiEnv>();

health.get("/", (c) => {
  // Without tokens nobody can be let in: that is a problem to be told about.
  configuredTokens(c.env);

  return c.json({ status: "ok" });
});
