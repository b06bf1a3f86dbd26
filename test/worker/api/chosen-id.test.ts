import { exports } from "cloudflare:workers";
import { describe, expect, test } from "vitest";

import { chain, get, post, send, signature } from "./client.ts";

const UUID = /^[0-9a-f-]{36}$/;

function fresh(prefix = "order"): string {
  return `${prefix}-${crypto.randomUUID()}`;
}

function withId(task_id: string): Record<string, unknown> {
  return { canvas: chain(signature("add", [1, 2]), signature("mul", [10])), options: { task_id } };
}

describe("a chosen id", () => {
  test("of a lone task is its id as a task and as a run", async () => {
    const id = crypto.randomUUID();
    const posted = await post("/api/tasks/add", { args: [1, 2], options: { task_id: id } });

    expect(posted).toMatchObject({ status: 202, body: { task_id: id, run_id: id } });
    expect((await get(`/api/results/${id}?wait=20`)).body).toMatchObject({
      task_id: id,
      root_id: id,
      result: 3,
    });
    expect((await get(`/api/runs/${id}?nodes=true`)).body).toMatchObject({
      run_id: id,
      state: "SUCCESS",
      nodes: [{ task_id: id }],
    });
  });

  test("of a canvas is its run's, and its tasks are numbered under it", async () => {
    const id = fresh();
    const posted = await post("/api/runs", withId(id));

    expect(posted.body).toMatchObject({ run_id: id, url: `/api/runs/${id}` });
    expect((await get(`${posted.body.url}?wait=20&nodes=true`)).body).toMatchObject({
      run_id: id,
      result: 30,
      nodes: [{ task_id: `${id}.0` }, { task_id: `${id}.1`, parent_id: `${id}.0` }],
    });
    expect((await get(`/api/results?ids=${id},${id}.0,${id}.7`)).body["results"]).toMatchObject([
      { result: 30 },
      { result: 3 },
      null,
    ]);
    expect((await get(`/api/runs/${id}/nodes`)).body["nodes"]).toHaveLength(2);
    expect((await get(`/api/runs/${id}/graph`)).body["nodes"]).toMatchObject([
      { task_id: `${id}.0` },
      { after: [`${id}.0`] },
    ]);
    expect((await get(`/api/runs/${id}/logs`)).status).toBe(200);
    expect((await get(`/api/runs/${id}/result`)).body).toBe(30);
  });

  test("is what a task knows itself and its run by", async () => {
    const id = fresh();
    const failing = signature("fail", [], { options: { link_error: [signature("echo")] } });

    await post("/api/runs", { canvas: failing, options: { task_id: id } });

    expect((await get(`/api/runs/${id}?wait=20&nodes=true`)).body).toMatchObject({
      error: { task_id: id },
      nodes: [{ task_id: id }, { task_id: `${id}.1`, result: id }],
    });
  });

  test("stands in the list of runs, where its run was submitted", async () => {
    const name = fresh("named");
    const earlier = await post("/api/runs", { canvas: signature("echo", [1]), name });
    const id = fresh();

    await post("/api/runs", { canvas: signature("echo", [1]), name, options: { task_id: id } });

    const { body } = await get(`/api/runs?kind=all&name=${name}`);

    expect(body.runs.map(({ run_id }) => run_id)).toEqual([id, earlier.body.run_id]);
    expect((await get(`/api/runs?kind=all&q=${id.slice(3)}`)).body.runs).toHaveLength(1);
  });

  test("is revoked and removed under it, and may be used again afterwards", async () => {
    const id = fresh();
    const sleeping = { args: [60], options: { task_id: id, queue: "low", countdown: 60 } };

    await post("/api/tasks/sleep", sleeping);

    expect((await post(`/api/results/${id}/revoke`)).status).toBe(202);
    expect((await get(`/api/runs/${id}?wait=20`)).body).toMatchObject({ state: "REVOKED" });
    expect((await post(`/api/runs/${id}/revoke`)).status).toBe(202);
    expect((await send("DELETE", `/api/runs/${id}`)).status).toBe(204);
    expect((await get(`/api/runs/${id}`)).status).toBe(404);
    expect(
      (await post("/api/tasks/add", { args: [1, 2], options: { task_id: id } })).body,
    ).toMatchObject({ run_id: id, state: "PENDING" });
  });

  test("is watched over a WebSocket, whatever stands in it", async () => {
    const id = fresh("user:7@eu");

    await post("/api/runs", withId(id));

    const { webSocket, status } = await exports.default.fetch(
      new Request(`http://lovage.test/api/runs/${encodeURIComponent(id)}/events`, {
        headers: { upgrade: "websocket" },
      }),
    );
    const first = new Promise((resolve) => {
      webSocket?.addEventListener("message", ({ data }) => resolve(JSON.parse(String(data))), {
        once: true,
      });
    });

    webSocket?.accept();

    expect(status).toBe(101);
    expect(await first).toMatchObject({ type: "snapshot", run: { run_id: id } });
    webSocket?.close();
  });

  test("sent again with an equal body leads to the same run, whichever way it is written", async () => {
    const id = fresh();

    await post("/api/tasks/add", { args: [1, 2], options: { task_id: id, queue: "high" } });
    await get(`/api/results/${id}?wait=20`);

    const again = await post("/api/runs", {
      canvas: {
        options: { queue: "high", task_id: id },
        subtask_type: null,
        kwargs: {},
        immutable: false,
        args: [1, 2],
        task: "add",
      },
    });

    expect(again).toMatchObject({ status: 202, body: { run_id: id, state: "SUCCESS" } });
    expect((await get(`/api/runs?kind=all&q=${id}`)).body.runs).toHaveLength(1);
  });

  test("sent again with another body is a conflict that names it, and changes nothing", async () => {
    const id = fresh();

    await post("/api/tasks/add", { args: [1, 2], options: { task_id: id } });

    const other = await post("/api/tasks/add", { args: [1, 3], options: { task_id: id } });

    expect(other).toMatchObject({
      status: 409,
      body: { type: "/problems/id-taken", detail: expect.stringContaining(id) },
    });
    expect((await get(`/api/results/${id}?wait=20`)).body).toMatchObject({ result: 3 });
  });

  test("submitted ten times at once is one run", async () => {
    const id = fresh();
    const posted = await Promise.all(
      Array.from({ length: 10 }, () => post("/api/runs", withId(id))),
    );

    expect(posted.map(({ status, body }) => [status, body.run_id])).toEqual(
      posted.map(() => [202, id]),
    );
    expect((await get(`/api/runs?kind=all&q=${id}`)).body.runs).toHaveLength(1);
  });

  test("inside a canvas is shown with its task and leads nowhere", async () => {
    const id = fresh();
    const { body } = await post("/api/runs", {
      canvas: chain(signature("add", [1, 2], { options: { task_id: id } }), signature("echo")),
    });
    const first = `${body.run_id}.0`;

    expect(body.run_id).toMatch(UUID);
    expect((await get(`${body.url}?nodes=true`)).body["nodes"]).toMatchObject([
      { task_id: first, requested_id: id },
      { task_id: `${body.run_id}.1` },
    ]);
    expect((await get(`/api/results/${first}`)).body).toMatchObject({ requested_id: id });
    expect((await get(`/api/results/${id}`)).status).toBe(404);
  });

  test("of the only node of a graph is its run's", async () => {
    const id = fresh();
    const graph = { nodes: [{ id: "a", task: "add", args: [1, 2], options: { task_id: id } }] };

    expect((await post("/api/runs", { graph })).body).toMatchObject({ run_id: id });
  });

  test.each(["a/b", "order 1", "order.7", "", "x".repeat(256), 7])(
    "cannot be %j, and the answer says what can",
    async (task_id) => {
      const answer = await post("/api/tasks/add", { args: [1, 2], options: { task_id } });

      expect(answer).toMatchObject({
        status: 422,
        body: {
          type: "/problems/bad-option",
          errors: [{ path: "options.task_id", message: expect.stringContaining("1 to 255") }],
        },
      });
    },
  );

  test("cannot have the form of an id made here", async () => {
    const task_id = "0190a0a0-0000-7000-8000-000000000000";

    expect(
      (await post("/api/runs", { canvas: signature("add", [1, 2]), options: { task_id } })).body,
    ).toMatchObject({
      errors: [{ path: "canvas.options.task_id", message: expect.stringContaining("UUIDv4") }],
    });
  });
});
