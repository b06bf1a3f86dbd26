/** Submits what a body asks for as a run, and answers 202 with its address. */
import type { Context } from "hono";

import { submitPlan } from "../submit-plans.ts";
import type { ApiEnv } from "./api-env.ts";
import { idempotencyKeyOf, withKey } from "./idempotency-key.ts";
import { canvasProblem } from "./problem.ts";
import { type RunBody, compileRun } from "./submit-body.ts";

export async function submitRun(c: Context<ApiEnv>, body: RunBody): Promise<Response> {
  const key = idempotencyKeyOf(c.req.raw, body.idempotency_key);
  const { asked, compiled } = compileRun(c.env, body);

  if (!compiled.ok) {
    throw canvasProblem(compiled.problems);
  }

  const plan = withKey(compiled.plan, key, "options.task_id");
  const { runId, state } = await submitPlan(c.env, { plan, name: body.name ?? null, asked });
  const url = `/api/runs/${runId}`;
  const { warnings } = compiled;

  return c.json({ run_id: runId, state, url, ...(warnings.length > 0 && { warnings }) }, 202, {
    location: url,
  });
}
