import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";

import { shardOf } from "../../shared/engine/ids.ts";
import { backendName } from "../../worker/backend.ts";
import { chain, get, post, signature } from "./api/client.ts";

const each = (task: object, items?: readonly unknown[]): object =>
  signature("lovage.each", items === undefined ? [] : [items], { kwargs: { task } });

describe("a task for each item of a list", () => {
  test("runs through the queue, its items being tasks of the same run", async () => {
    const posted = await post("/api/runs", {
      canvas: chain(signature("echo", [1, 2, 3]), each(signature("mul", [10])), signature("xsum")),
    });
    const { body } = await get(`${posted.body.url}?wait=20&nodes=true`);

    expect(body).toMatchObject({ state: "SUCCESS", result: 60, counts: { SUCCESS: 6 } });
  });

  test("as a lone call outlives the object's memory, its items too", async () => {
    const { body } = await post("/api/tasks/lovage.each", {
      args: [[1, 2]],
      kwargs: { task: signature("add", [1]) },
    });
    const id = body.run_id;

    await get(`/api/runs/${id}?wait=20`);
    await evictDurableObject(env.RESULT_BACKEND.getByName(backendName(shardOf(id))));

    expect((await get(`/api/runs/${id}?nodes=true`)).body).toMatchObject({
      state: "SUCCESS",
      result: [2, 3],
      nodes: [{ task_id: id, result: [2, 3] }, { task_id: `${id}.1` }, { task_id: `${id}.2` }],
    });
    expect((await get(`/api/results/${id}`)).body).toMatchObject({
      result: [2, 3],
      children: [`${id}.1`, `${id}.2`],
    });
  });

  test("is refused where its signature is wrong, with the place", async () => {
    expect(
      await post("/api/runs", { canvas: chain(signature("echo"), each(signature("nope"))) }),
    ).toMatchObject({
      status: 422,
      body: {
        type: "/problems/unknown-task",
        errors: [{ path: "canvas.kwargs.tasks[1].kwargs.task.task" }],
      },
    });
  });
});
