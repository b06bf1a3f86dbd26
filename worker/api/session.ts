/** `/api/session`: a token for a cookie, so that the app in the browser need not keep the token. */
import { Hono } from "hono";
import { z } from "zod";

import { fields } from "../../shared/wire/fields.ts";
import type { ApiEnv } from "./api-env.ts";
import { authenticate, requireOwnOrigin } from "./auth.ts";
import { readBody } from "./body.ts";
import { endSession, startSession } from "./session-cookie.ts";
import { configuredTokens, requireRole } from "./tokens.ts";

const sessionBody = fields({ token: z.string() });

export const session = new Hono<ApiEnv>();

/** An open API needs no session, and gives none. */
session.post("/", async (c) => {
  requireOwnOrigin(c.req.raw);

  const { token } = await readBody(c.req.raw, sessionBody);
  const tokens = configuredTokens(c.env);

  if (tokens.length > 0) {
    await requireRole(tokens, token);
    await startSession(c, token);
  }

  return c.body(null, 204);
});

session.get("/", async (c) => c.json({ role: await authenticate(c) }));

session.delete("/", (c) => {
  requireOwnOrigin(c.req.raw);
  endSession(c);

  return c.body(null, 204);
});
