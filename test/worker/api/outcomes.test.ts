/** What becomes of tasks that ask for something else than success, through the whole system: API, queue, consumer, result backend. */
import { expect, test } from "vitest";
import { z } from "zod";

import { type Answer, get, post } from "./client.ts";

const timedRun = z.object({
  created_at: z.string(),
  nodes: z.tuple([z.object({ queued_at: z.string() })]),
});

async function call(task: string, args: readonly unknown[], options = {}): Promise<Answer> {
  const { body } = await post(`/api/tasks/${task}`, { args, options });

  return get(`/api/results/${body.task_id}?wait=25`);
}

test("a task that retries itself succeeds when it stops failing", async () => {
  expect((await call("flaky", [2])).body).toMatchObject({
    state: "SUCCESS",
    result: 2,
    retries: 2,
  });
});

test("a task that was retried tells when and why each of its attempts ended", async () => {
  const { body } = await post("/api/tasks/flaky", { args: [2] });
  const run = await get(`/api/runs/${body.run_id}?wait=25&nodes=true`);

  expect(run.body["nodes"]).toMatchObject([
    {
      attempts: 3,
      past_attempts: [
        { error: { type: "ValueError", message: "failure 1 of 2" } },
        { error: { type: "ValueError", message: "failure 2 of 2" } },
      ],
    },
  ]);
  expect((await get(`/api/runs/${body.run_id}/times`)).body).toMatchObject({
    nodes: [0],
    states: ["SUCCESS"],
    finished: [expect.any(Number)],
  });
});

test("a task whose call allows fewer retries than it needs fails with its own error", async () => {
  expect((await call("flaky", [5], { max_retries: 1 })).body).toMatchObject({
    state: "FAILURE",
    retries: 1,
    error: { type: "ValueError", message: "failure 2 of 5" },
  });
});

test("a task that outlives its call's soft limit is told, and fails with that", async () => {
  expect((await call("sleep", [60], { soft_time_limit: 0.01 })).body).toMatchObject({
    state: "FAILURE",
    error: { type: "SoftTimeLimitExceeded" },
  });
});

test("a task that outlives its call's hard limit has failed", async () => {
  expect((await call("count_to", [1, 60], { time_limit: 0.01 })).body).toMatchObject({
    state: "FAILURE",
    error: { type: "TimeLimitExceeded", message: "Hard time limit (0.01s) exceeded" },
  });
});

test("a payment that is declined is not tried again", async () => {
  expect((await call("process_payment", ["order-7", 20_000])).body).toMatchObject({
    state: "FAILURE",
    retries: 0,
    error: { type: "Reject", message: expect.stringContaining("Declined") },
  });
});

test("no task calls the machine it runs on", async () => {
  expect((await call("fetch_url", ["http://localhost:8787/api/runs"])).body).toMatchObject({
    state: "FAILURE",
    error: { type: "ValueError", message: expect.stringContaining("localhost is no public host") },
  });
});

test("a call with a countdown is not sent before its time", async () => {
  const posted = await post("/api/tasks/add", { args: [1, 2], options: { countdown: 0.3 } });
  const id = posted.body.run_id;
  const { body } = await get(`/api/runs/${id}?wait=25&nodes=true`);
  const { nodes, created_at: createdAt } = timedRun.parse(body);

  expect(body).toMatchObject({ state: "SUCCESS", result: 3 });
  expect(Date.parse(nodes[0].queued_at) - Date.parse(createdAt)).toBeGreaterThanOrEqual(300);
});

test("a call that was not started before its expiry is revoked, and says so", async () => {
  expect((await call("add", [1, 2], { countdown: 600, expires: 0.2 })).body).toMatchObject({
    state: "REVOKED",
    error: { type: "TaskRevokedError", message: "expired" },
  });
});
