import { describe, expect, test } from "vitest";

import { get, post, send, signature } from "./client.ts";

const run = "/api/runs/0190a0a0-0000-7000-8000-000000000000";
const graph = (node: object, edge: object): object => ({
  graph: {
    nodes: [
      { id: "a", task: "echo", ...node },
      { id: "b", task: "echo" },
    ],
    edges: [{ from: "a", to: "b", ...edge }],
  },
});

describe("a field that does not exist is refused by its name, and what was meant is told", () => {
  test.each([
    ["/api/runs", { canvas: signature("echo"), idempotencyKey: "x" }, "idempotency_key"],
    ["/api/runs", { ...graph({ arg: [1] }, {}) }, "args"],
    ["/api/runs", { ...graph({}, { too: "b" }) }, "to"],
    ["/api/tasks/add", { args: [1, 2], option: { countdown: 9 } }, "options"],
    ["/api/tasks/add/batch", { calls: [{ kwarg: {} }] }, "kwargs"],
    ["/api/tasks/add/batch", { calls: [], idempotency_keys: "x" }, "idempotency_key"],
    [`${run}/revoke`, { terminated: true }, "terminate"],
    [`${run}/retry`, { form: "failed" }, "from"],
    [`/api/results/${run.slice(10)}/retry`, { Args: [1] }, "args"],
    ["/api/schedules", { name: "x", task: "add", schedul: { every: 60 } }, "schedule"],
  ])("%s %j", async (path, body, meant) => {
    const answer = await post(path, body);

    expect(answer).toMatchObject({ status: 422, body: { type: "/problems/invalid-request" } });
    expect(answer.body["detail"]).toContain(`; did you mean "${meant}"?`);
  });

  test("or, where nothing is like it, what there is", async () => {
    const { body } = await post("/api/runs", { canvas: signature("echo"), colour: "red" });

    expect(body["errors"]).toEqual([
      {
        path: "body",
        message:
          'there is no field "colour"; the fields are canvas, graph, name, options, idempotency_key',
      },
    ]);
  });

  test("also in what was saved to be run later", async () => {
    const name = `draft ${crypto.randomUUID()}`;

    await post("/api/workflows", { name, ...graph({ arg: [1] }, {}) });

    expect(await post(`/api/workflows/${encodeURIComponent(name)}/runs`)).toMatchObject({
      status: 422,
      body: { errors: [{ path: "graph.nodes[0]", message: expect.stringContaining('"args"') }] },
    });
  });
});

test("an option that does not exist is told of in a warning, and the call is made all the same", async () => {
  const { status, body } = await send("POST", "/api/tasks/add", {
    args: [1, 2],
    options: { countdwon: 600, routing_key: "of a broker" },
  });

  expect(status).toBe(202);
  expect(body["warnings"]).toEqual([
    'options.countdwon is no option and has no effect; did you mean "countdown"?',
  ]);
  expect((await get(`/api/results/${body.task_id}?wait=20`)).body["result"]).toBe(3);
});
