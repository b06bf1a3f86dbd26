import { z } from "zod";

import type { Answer } from "./api.ts";

const TYPE = "/problems/";

const problem = z.object({
  type: z.string().startsWith(TYPE),
  title: z.string().min(1),
  status: z.int(),
  detail: z.string().min(1),
  errors: z.array(z.object({ path: z.string().min(1), message: z.string().min(1) })).optional(),
});

/** The RFC 9457 problem document that an answer is: status and kind, as "404 unknown-run". Throws when it is none. */
export function problemIn({ status, headers, body }: Answer): string {
  const { type, status: statusInside } = problem.parse(body);

  if (headers.get("content-type") !== "application/problem+json" || statusInside !== status) {
    throw new Error(`Expected a problem document; got ${status}, ${JSON.stringify(body)}.`);
  }

  return `${status} ${type.slice(TYPE.length)}`;
}

/** The same, or "served" for what was understood. */
export function fateOf(answer: Answer): string {
  return answer.status < 400 ? "served" : problemIn(answer);
}
