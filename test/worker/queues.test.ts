import { env } from "cloudflare:workers";
import { expect, it } from "vitest";

import { queueNames } from "../../worker/queues.ts";
import { get, post, send } from "./api/client.ts";

// What vitest.config.ts adds is what one adds to wrangler.toml: a producer and a consumer. No line of code knows the queue.
it("a queue is there, is limited and runs its tasks, once it has a producer and a consumer", async () => {
  expect(queueNames(env)).toContain("added-later");
  expect((await send("PATCH", "/api/queues/added-later", { concurrency: 1 })).body).toMatchObject({
    name: "added-later",
    concurrency: 1,
  });

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
