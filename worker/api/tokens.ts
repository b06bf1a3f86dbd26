/** The tokens of the deployment, and whose a given one is. */
import type { WorkerEnv } from "../env.ts";
import type { Role } from "./api-env.ts";
import { ApiProblem } from "./problem.ts";

export interface Token {
  readonly role: Role;
  readonly token: string;
}

/** Empty: the API is open. Throws when it is neither open nor configured. */
export function configuredTokens(env: WorkerEnv): readonly Token[] {
  const tokens = [
    { role: "admin", token: env.LOVAGE_ADMIN_TOKEN ?? "" },
    { role: "viewer", token: env.LOVAGE_VIEWER_TOKEN ?? "" },
  ] as const satisfies readonly Token[];
  const configured = tokens.filter(({ token }) => token !== "");

  if (configured.length === 0 && env.LOVAGE_OPEN !== "1") {
    throw new ApiProblem(
      "not-configured",
      "Set a token with `npx wrangler secret put LOVAGE_ADMIN_TOKEN`, then send it as a bearer token.",
    );
  }

  return configured;
}

/** Takes the same time whatever is wrong with `given`. */
export async function requireRole(tokens: readonly Token[], given: string): Promise<Role> {
  for (const { role, token } of tokens) {
    if (await isSame(given, token)) {
      return role;
    }
  }

  throw new ApiProblem(
    "unauthorized",
    "The token is not valid: send the LOVAGE_ADMIN_TOKEN or the LOVAGE_VIEWER_TOKEN of this deployment.",
  );
}

/** Digests have one length, so the comparison tells nothing about that of the token either. */
async function isSame(left: string, right: string): Promise<boolean> {
  const [a, b] = await Promise.all([digest(left), digest(right)]);

  return crypto.subtle.timingSafeEqual(a, b);
}

function digest(text: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
}
