/** The idempotency key of a request: in its body, or in the header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header). */
import { z } from "zod";

import type { Plan } from "../../shared/engine/plan.ts";
import { ApiProblem } from "./problem.ts";

const MAX_CHARS = 255;
const HEADER = "header.Idempotency-Key";

export const idempotencyKey = z.string().min(1).max(MAX_CHARS);

/** null: there is none. */
export function idempotencyKeyOf({ headers }: Request, inBody?: string): string | null {
  const header = headers.get("idempotency-key");

  if (header === null) {
    return inBody ?? null;
  }

  const key = unquoted(header);

  if (key === "" || key.length > MAX_CHARS) {
    throw refused(HEADER, `Expected 1 to ${MAX_CHARS} characters; got ${key.length}.`);
  }

  if (inBody !== undefined && inBody !== key) {
    const message = `Expected the idempotency_key of the body, "${inBody}"; got "${key}". Send one of them.`;

    throw refused(HEADER, message);
  }

  return key;
}

/** The plan with its key. A chosen id at `path` does what a key does, and the two would lead to different shards: together they are refused. */
export function withKey(plan: Plan, key: string | null, path: string): Plan {
  if (key === null) {
    return plan;
  }

  if (plan.chosenId !== undefined) {
    const message = `Expected a task_id or an idempotency key; got both, "${plan.chosenId}" and "${key}". Sent again, either leads to the same run.`;

    throw refused(path, message);
  }

  return { ...plan, idempotencyKey: key };
}

/** The draft says a quoted string of structured fields; most clients send it bare. */
function unquoted(header: string): string {
  const quoted = /^"((?:[^"\\]|\\["\\])*)"$/.exec(header)?.[1];

  return quoted === undefined ? header : quoted.replaceAll(/\\(["\\])/g, "$1");
}

function refused(path: string, message: string): ApiProblem {
  return new ApiProblem("invalid-request", `${path}: ${message}`, [{ path, message }]);
}
