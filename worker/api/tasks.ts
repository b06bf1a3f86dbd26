/** `/api/tasks`: what is registered, and calling one. */
import { Hono } from "hono";

import { viewOfTask } from "../../shared/task/view.ts";
import { fields } from "../../shared/wire/fields.ts";
import { rateLimit } from "../../shared/wire/gate.ts";
import { callGate, taskRates } from "../gates.ts";
import { queueNames } from "../queues.ts";
import { tasks as registry } from "../registry.ts";
import { submitPlan } from "../submit-plans.ts";
import type { ApiEnv } from "./api-env.ts";
import { readBody } from "./body.ts";
import { idempotencyKeyOf, withKey } from "./idempotency-key.ts";
import { ApiProblem, canvasProblem } from "./problem.ts";
import { callBody, compileCall, pathInBody } from "./submit-body.ts";

export const tasks = new Hono<ApiEnv>();

tasks.get("/", async (c) => {
  const rates = await taskRates(c.env);

  return c.json({ tasks: Array.from(registry.values(), (task) => viewOfTask(task, rates)) });
});

const limitBody = fields({ rate_limit: rateLimit });

/** In every queue, in place of what the task and its calls ask for. */
tasks.patch("/:name", async (c) => {
  const name = c.req.param("name");
  const { rate_limit } = await readBody(c.req.raw, limitBody);

  if (!registry.has(name)) {
    const names = [...registry.keys()].join(", ");

    throw new ApiProblem(
      "unknown-task",
      `No task "${name.slice(0, 100)}" is registered. Registered are: ${names}.`,
    );
  }

  await Promise.all(
    queueNames(c.env).map(async (queue) =>
      callGate(c.env, queue, async (gate) => gate.limitTask(name, rate_limit)),
    ),
  );

  return c.json({ name, rate_limit });
});

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
