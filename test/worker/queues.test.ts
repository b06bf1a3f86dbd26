import { env } from "cloudflare:workers";
import { expect, it } from "vitest";

import { queueNames } from "../../worker/queues.ts";
import { get, post } from "./api/client.ts";

it("a queue is there, and its tasks run, once it has a producer and a consumer", async () => {
  expect(queueNames(env)).toContain("added-later");

  const { body } = await post("/api/tasks/add", {
    args: [1, 2],
    options: { queue: "added-later" },
  });

  expect((await get(`/api/results/${body["task_id"]}?wait=20`)).body).toMatchObject({
    state: "SUCCESS",
    queue: "added-later",
  });
});

it("what holds queues back is no queue itself", async () => {
  expect(queueNames(env)).not.toContain("gate");
  expect((await get("/api/queues/gate")).status).toBe(404);
});
