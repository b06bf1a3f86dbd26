import type { z } from "zod";

import { expectation, pathText } from "../../shared/task/validate.ts";
import { ApiProblem } from "./problem.ts";

/** What zod found wrong with a request: `name` in the body, `query.limit` in the query, or the whole of either. */
export function schemaProblem(error: z.ZodError, part: "body" | "query"): ApiProblem {
  const errors = error.issues.map(({ path, message }) => ({
    path:
      path.length > 0 && part === "body"
        ? pathText(path).replace(/^\./, "")
        : part + pathText(path),
    message: expectation(message),
  }));

  return new ApiProblem(
    "invalid-request",
    errors.map(({ path, message }) => `${path}: ${message}`).join("; "),
    errors,
  );
}
