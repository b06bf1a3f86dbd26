/** Tasks that return, log and tell too much, through the whole system: each costs what it may, and harms nobody else. */
import { expect, test } from "vitest";

import { get, post, signature } from "./client.ts";

test("a task that returns 10 MB fails, and says how much may be kept", async () => {
  const header = Array.from({ length: 6 }, () => signature("echo", ["x".repeat(1_800_000)]));
  const canvas = signature("celery.chord", [], {
    kwargs: { header, body: signature("echo") },
    subtask_type: "chord",
  });
  const { body } = await post("/api/runs", { canvas });

  expect((await get(`${body.url}?wait=25`)).body).toMatchObject({
    state: "FAILURE",
    counts: { SUCCESS: 6, FAILURE: 1 },
    error: { type: "PayloadTooLarge", message: expect.stringMatching(/10800\d+ bytes.*1900000/u) },
  });
});

test("a task that floods its log succeeds, with the first 100 lines kept", async () => {
  const results = Array.from({ length: 150 }, (_, size) => ({ size, trace: 1, total: 2 }));
  const { body } = await post("/api/tasks/log_matrix_summary", { args: [results] });

  expect((await get(`/api/results/${body.task_id}?wait=25`)).body).toMatchObject({
    state: "SUCCESS",
    result: { matrices: 150 },
  });

  const { logs } = (await get(`/api/runs/${body.run_id}/logs?limit=200`)).body as unknown as {
    readonly logs: readonly { readonly message: string }[];
  };

  expect(logs.map(({ message }) => message)).toEqual(
    Array.from({ length: 100 }, (_, size) => `${size} x ${size}: trace 1, total 2`),
  );
});

test("a task that floods its progress makes two requests a second of it at most", async () => {
  const { body } = await post("/api/tasks/count_to", { args: [100, 2] });
  const run = await get(`/api/runs/${body.run_id}?wait=25`);

  expect(run.body).toMatchObject({ state: "SUCCESS", result: 100 });
  expect((run.body["cost"] as { readonly do_requests: number }).do_requests).toBeLessThan(20);
});
