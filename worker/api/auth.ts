/**
 * Who asks: whoever sends a token as a bearer, or a session cookie. Without tokens nothing is answered, unless LOVAGE_OPEN is 1 (local runs).
 *
 * A browser sends a cookie, and reaches a server on localhost, for whatever site asks it to. So a request that had to know no secret
 * must not come from another site.
 */
import type { Context } from "hono";

import type { ApiEnv, Role } from "./api-env.ts";
import { ApiProblem } from "./problem.ts";
import { sessionRole } from "./session-cookie.ts";
import { configuredTokens, requireRole } from "./tokens.ts";

/** The role of a request; throws the problem with it. */
export async function authenticate(c: Context<ApiEnv>): Promise<Role> {
  const tokens = configuredTokens(c.env);

  if (tokens.length === 0) {
    requireOwnOrigin(c.req.raw);

    return "admin";
  }

  const authorization = c.req.header("authorization");

  if (authorization !== undefined) {
    return requireRole(tokens, /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? "");
  }

  const role = await sessionRole(c, tokens);

  if (role === undefined) {
    throw new ApiProblem(
      "unauthorized",
      "Send an Authorization header with a bearer token, or sign in at /api/session.",
    );
  }

  // A browser always says where a WebSocket comes from; nobody else may use its cookie.
  if (c.req.header("upgrade") !== undefined && c.req.header("origin") === undefined) {
    throw new ApiProblem("unauthorized", "A WebSocket without an Origin needs the bearer token.");
  }

  requireOwnOrigin(c.req.raw);

  return role;
}

export function requireOwnOrigin({ headers, url }: Request): void {
  const origin = headers.get("origin");

  if (origin === null) {
    return;
  }

  // "null", of a sandboxed page, is no URL and nobody's own.
  const host = URL.canParse(origin) ? new URL(origin).host : "";

  if (host !== new URL(url).host && host !== headers.get("host")) {
    throw new ApiProblem(
      "foreign-origin",
      `The request comes from ${origin}; without a bearer token only pages of this deployment may ask.`,
    );
  }
}
