/** The session cookie: when it ends, signed with the token it was made from. It ends with that token, and never holds it. */
import type { Context } from "hono";
import { deleteCookie, getSignedCookie, setSignedCookie } from "hono/cookie";

import type { ApiEnv, Role } from "./api-env.ts";
import type { Token } from "./tokens.ts";

const COOKIE = "lovage_session";
const SESSION_SECONDS = 7 * 24 * 60 * 60;

export async function startSession(c: Context<ApiEnv>, token: string): Promise<void> {
  const endsAt = Date.now() + SESSION_SECONDS * 1000;

  await setSignedCookie(c, COOKIE, String(endsAt), token, {
    ...options(c),
    maxAge: SESSION_SECONDS,
  });
}

/** The role is that of the token that signed it; undefined without a session that holds. */
export async function sessionRole(
  c: Context<ApiEnv>,
  tokens: readonly Token[],
): Promise<Role | undefined> {
  for (const { role, token } of tokens) {
    // false: signed with something else.
    const endsAt = await getSignedCookie(c, token, COOKIE);

    if (typeof endsAt === "string" && Number(endsAt) > Date.now()) {
      return role;
    }
  }

  return undefined;
}

export function endSession(c: Context<ApiEnv>): void {
  deleteCookie(c, COOKIE, options(c));
}

function options(c: Context<ApiEnv>): {
  httpOnly: true;
  sameSite: "Strict";
  secure: boolean;
  path: string;
} {
  return {
    httpOnly: true,
    sameSite: "Strict",
    secure: new URL(c.req.url).protocol === "https:",
    path: "/",
  };
}
