/** `POST /api/tasks/:name/batch`: many calls of one task in one request. All of them are submitted, or none. */
import { Hono } from "hono";
import { z } from "zod";

import type { JsonValue } from "../../shared/canvas/json.ts";
import type { Problem } from "../../shared/engine/problem.ts";
import { fields } from "../../shared/wire/fields.ts";
import { type Submission, submitPlans } from "../submit-plans.ts";
import type { ApiEnv } from "./api-env.ts";
import { readBody } from "./body.ts";
import { idempotencyKey, idempotencyKeyOf, withKey } from "./idempotency-key.ts";
import { canvasProblem } from "./problem.ts";
import { type CompiledRequest, compileCall, pathInCall, taskCall } from "./submit-body.ts";

const MAX_CALLS = 1000;

/** All of them mostly say the same. */
const MAX_WARNINGS = 20;

const batchBody = fields({
  calls: z.array(taskCall).max(MAX_CALLS, `expected at most ${MAX_CALLS} calls`),
  idempotency_key: idempotencyKey.optional(),
});

export const batch = new Hono<ApiEnv>();

batch.post("/:name/batch", async (c) => {
  const task = c.req.param("name");
  const { calls, idempotency_key: inBody } = await readBody(c.req.raw, batchBody);
  const key = idempotencyKeyOf(c.req.raw, inBody);
  const compiled = calls.map((call) => compileCall(c.env, task, call));
  const submissions = keyed(submissionsOf(compiled), key, { task, calls });
  const submitted = await submitPlans(c.env, submissions);
  const warnings = compiled
    .flatMap(({ compiled: call }, index) =>
      call.ok ? call.warnings.map((warning) => pathInCall(warning, index)) : [],
    )
    .slice(0, MAX_WARNINGS);

  return c.json(
    {
      task_ids: submitted.map(({ taskId }) => taskId),
      ...(warnings.length > 0 && { warnings }),
    },
    202,
  );
});

/** Throws with all that is wrong with any of them. */
function submissionsOf(requests: readonly CompiledRequest[]): readonly Submission[] {
  const firstWithId = new Map<string, number>();
  const problems: Problem[] = [];
  const submissions: Submission[] = [];

  for (const [index, { asked, compiled }] of requests.entries()) {
    if (!compiled.ok) {
      problems.push(...compiled.problems.map((problem) => inCall(problem, index)));
      continue;
    }

    const { plan } = compiled;
    const { chosenId } = plan;
    const first = chosenId === undefined ? undefined : firstWithId.get(chosenId);

    if (first !== undefined) {
      problems.push({
        kind: "bad-option",
        path: `calls[${index}].options.task_id`,
        message: `Expected an id of its own; "${chosenId}" is that of calls[${first}].`,
      });
    } else if (chosenId !== undefined) {
      firstWithId.set(chosenId, index);
    }

    submissions.push({ plan, name: null, asked });
  }

  if (problems.length > 0) {
    throw canvasProblem(problems);
  }

  return submissions;
}

/** A key finds the whole batch: the last call keeps it, and what was asked for is the body. */
function keyed(
  submissions: readonly Submission[],
  key: string | null,
  body: JsonValue,
): readonly Submission[] {
  if (key === null) {
    return submissions;
  }

  const plans = submissions.map(({ plan }, index) =>
    withKey(plan, key, `calls[${index}].options.task_id`),
  );
  const last = submissions.length - 1;

  return submissions.map((submission, index) =>
    index === last
      ? { ...submission, plan: plans[index] ?? submission.plan, asked: body }
      : submission,
  );
}

function inCall(problem: Problem, index: number): Problem {
  return { ...problem, path: pathInCall(problem.path, index) };
}
