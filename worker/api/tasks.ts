/** `/api/tasks`: what is registered, and calling one. */
import { Hono } from "hono";

import { viewOfTask } from "../../shared/task/view.ts";
import { tasks as registry } from "../registry.ts";
import { submitPlan } from "../submit-plans.ts";
import type { ApiEnv } from "./api-env.ts";
import { readBody } from "./body.ts";
import { idempotencyKeyOf, withKey } from "./idempotency-key.ts";
import { canvasProblem } from "./problem.ts";
import { callBody, compileCall, pathInBody } from "./submit-body.ts";

export const tasks = new Hono<ApiEnv>();

tasks.get("/", (c) => c.json({ tasks: Array.from(registry.values(), viewOfTask) }));

tasks.post("/:name", async (c) => {
  const { idempotency_key: inBody, ...call } = await readBody(c.req.raw, callBody);
  const key = idempotencyKeyOf(c.req.raw, inBody);
  const { asked, compiled } = compileCall(c.env, c.req.param("name"), call);

  if (!compiled.ok) {
    throw canvasProblem(
      compiled.problems.map((problem) => ({ ...problem, path: pathInBody(problem.path) })),
    );
  }

  const plan = withKey(compiled.plan, key, "options.task_id");
  const { runId, taskId, state } = await submitPlan(c.env, { plan, name: null, asked });
  const warnings = compiled.warnings.map(pathInBody);

  return c.json(
    { task_id: taskId, run_id: runId, state, ...(warnings.length > 0 && { warnings }) },
    202,
  );
});
