import { exports } from "cloudflare:workers";
import { describe, expect, test } from "vitest";

import { chain, get, post, send, signature } from "./client.ts";

describe("a posted canvas", () => {
  test("runs through the queue and is answered when it is final", async () => {
    const posted = await post("/api/runs", {
      canvas: chain(signature("add", [2, 2]), signature("mul", [10])),
      name: "sum",
    });

    expect(posted).toMatchObject({
      status: 202,
      body: { state: "PENDING", url: `/api/runs/${posted.body.run_id}` },
    });
    expect(posted.body).not.toHaveProperty("warnings");

    const { body } = await get(`${posted.body.url}?wait=20&nodes=true`);

    expect(body).toMatchObject({
      name: "sum",
      state: "SUCCESS",
      result: 40,
      error: null,
      counts: { SUCCESS: 2 },
      nodes: [
        { name: "add", result: 4 },
        { name: "mul", result: 40 },
      ],
    });
  });

  test("says which of its options have no effect yet", async () => {
    const { body } = await post("/api/runs", {
      canvas: signature("add", [1, 2]),
      options: { retry: false },
    });

    expect(body["warnings"]).toEqual([expect.stringContaining("options.retry ")]);
  });

  test("whose task fails is answered with the error and where it began", async () => {
    const posted = await post("/api/runs", { canvas: chain(signature("fail"), signature("echo")) });
    const id = posted.body.run_id;

    expect((await get(`/api/runs/${id}?wait=20`)).body).toMatchObject({
      state: "FAILURE",
      error: { type: "ValueError", message: "boom", task_id: `${id}.0` },
    });
  });

  test("whose eta is the end of the year 9999 waits for it, and may be revoked", async () => {
    const { body } = await post("/api/runs", {
      canvas: signature("add", [1, 1]),
      options: { eta: "9999-12-31T23:59:59.999Z" },
    });

    expect((await get(body.url)).body).toMatchObject({ state: "PENDING", finished_at: null });
    await post(`${body.url}/revoke`);
    expect((await get(body.url)).body).toMatchObject({ state: "REVOKED" });
  });

  test("takes options as a whole: a chain gives them to its first task", async () => {
    const posted = await post("/api/runs", {
      canvas: chain(signature("add", [1, 1]), signature("echo")),
      options: { queue: "high" },
    });
    const { body } = await get(`${posted.body.url}?wait=20&nodes=true`);

    expect(body).toMatchObject({
      state: "SUCCESS",
      nodes: [{ queue: "high" }, { queue: "default" }],
    });
  });
});

describe("a posted graph", () => {
  test("joins several inputs as a list, in the order of the edges", async () => {
    const nodes = [
      { id: "a", task: "add", args: [1, 2] },
      { id: "b", task: "mul", args: [10] },
      { id: "c", task: "echo" },
    ];
    const edges = [
      { from: "a", to: "b" },
      { from: "b", to: "c" },
      { from: "a", to: "c" },
    ];
    const posted = await post("/api/runs", { graph: { nodes, edges } });

    expect((await get(`${posted.body.url}?wait=20`)).body).toMatchObject({
      state: "SUCCESS",
      result: [30, 3],
    });
  });

  test("with a cycle is refused and nothing runs", async () => {
    const graph = {
      nodes: [
        { id: "a", task: "echo" },
        { id: "b", task: "echo" },
      ],
      edges: [
        { from: "a", to: "b" },
        { from: "b", to: "a" },
      ],
    };

    expect(await post("/api/runs", { graph })).toMatchObject({
      status: 422,
      body: { errors: [{ path: "graph.edges" }] },
    });
  });
});

describe("a single task", () => {
  test("has one id as a task and as a run", async () => {
    const posted = await post("/api/tasks/add", { args: [2], kwargs: { y: 3 } });
    const id = posted.body.task_id;

    expect(posted).toMatchObject({ status: 202, body: { run_id: id, state: "PENDING" } });
    expect((await get(`/api/results/${id}?wait=20`)).body).toMatchObject({
      task_id: id,
      status: "SUCCESS",
      result: 5,
      root_id: id,
    });
    expect((await get(`/api/runs?kind=task`)).body.runs).toContainEqual(
      expect.objectContaining({ run_id: id, kind: "task" }),
    );
  });

  test("keeps what it logged", async () => {
    const { body } = await post("/api/tasks/send_email", {
      args: ["a@example.com", "Hello", "World"],
    });
    await get(`/api/results/${body.task_id}?wait=20`);

    expect((await get(`/api/runs/${body.run_id}/logs`)).body["logs"]).toMatchObject([
      { task_id: body.task_id, message: expect.stringContaining("Not sent") },
    ]);
    expect(
      (await get(`/api/runs/${body.run_id}/logs?task=${body.task_id}`)).body["logs"],
    ).toHaveLength(1);
    expect((await get(`/api/runs/${body.run_id}/logs?task=${body.run_id}.1`)).body).toMatchObject({
      logs: [],
    });
    expect((await get(`/api/runs/${body.run_id}/logs?task=other`)).status).toBe(404);
  });
});

describe("several results at once", () => {
  test("come in the order asked for, from all shards, with null for what is unknown", async () => {
    const posted = await Promise.all(
      [1, 2, 3, 4].map((x) => post("/api/runs", { canvas: chain(signature("add", [x, x])) })),
    );
    const ids = posted.map(({ body }) => body.run_id);
    const { body } = await get(`/api/results?wait=20&ids=${[...ids, "nope", ids[0]].join(",")}`);

    expect(body["results"]).toMatchObject([
      { result: 2 },
      { result: 4 },
      { result: 6 },
      { result: 8 },
      null,
      { result: 2 },
    ]);
  });
});

describe("the list of runs", () => {
  test("pages through all shards, newest first, without gap or repeat", async () => {
    const name = `paged-${crypto.randomUUID()}`;
    const posted: string[] = [];

    for (let run = 0; run < 7; run += 1) {
      const { body } = await post("/api/runs", { canvas: chain(signature("echo", [run])), name });
      posted.unshift(body.run_id);
      await get(`${body.url}?wait=20`);
    }

    const listed: unknown[] = [];
    let cursor = "";

    do {
      const { body } = await get(`/api/runs?name=${name}&limit=3${cursor}`);
      listed.push(...body.runs.map(({ run_id }) => run_id));
      cursor = body.next_cursor === null ? "" : `&cursor=${body.next_cursor}`;
    } while (cursor !== "");

    expect(listed).toEqual(posted.toSorted().toReversed());
  });
});

describe("a running run", () => {
  test("cannot be removed, can be revoked, and then removed", async () => {
    const { body } = await post("/api/runs", {
      canvas: chain(signature("sleep", [60], { options: { queue: "low" } }), signature("echo")),
    });
    const url = body.url;

    expect(await send("DELETE", url)).toMatchObject({
      status: 409,
      body: { type: "/problems/not-final" },
    });
    expect((await post(`${url}/revoke`, { terminate: true })).status).toBe(202);
    expect((await get(`${url}?wait=20`)).body).toMatchObject({ state: "REVOKED" });
    expect((await send("DELETE", url)).status).toBe(204);
    expect((await get(url)).status).toBe(404);
  });

  test("is watched over a WebSocket from its snapshot to its end", async () => {
    const { body } = await post("/api/runs", {
      canvas: chain(signature("add", [1, 2]), signature("echo")),
    });
    const { webSocket } = await exports.default.fetch(
      new Request(`http://lovage.test${body.url}/events`, { headers: { upgrade: "websocket" } }),
    );
    const types = new Set<string>();
    const ended = new Promise<void>((resolve) => {
      webSocket?.addEventListener("message", ({ data }) => {
        const { type } = JSON.parse(String(data)) as { type: string };
        types.add(type);

        if (type === "end") {
          resolve();
        }
      });
    });

    webSocket?.accept();
    await ended;

    expect(types).toContain("snapshot");
    expect(types).toContain("end");
  });
});

test("the registered tasks are shown with JSON Schemas", async () => {
  expect((await get("/api/tasks")).body["tasks"]).toContainEqual(
    expect.objectContaining({
      name: "add",
      args: expect.objectContaining({ required: ["x", "y"] }),
      result: expect.objectContaining({ type: "number" }),
    }),
  );
});
