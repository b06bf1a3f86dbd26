import { exports } from "cloudflare:workers";
import { expect, test } from "vitest";

import { get, post, send, signature } from "./client.ts";

const UNKNOWN_RUN = "/api/runs/0190a0a0-0000-7000-8000-000000000000";

interface Refusal {
  readonly what: string;
  readonly path?: string;
  readonly body?: unknown;
  readonly status: number;
  readonly type: string;
  readonly where?: string;
}

const posted: readonly Refusal[] = [
  { what: "what is not JSON", body: "{", status: 400, type: "not-json" },
  {
    what: "neither canvas nor graph",
    body: {},
    status: 422,
    type: "invalid-request",
    where: "body",
  },
  {
    what: "both canvas and graph",
    body: { canvas: signature("echo"), graph: { nodes: [{ id: "a", task: "echo" }] } },
    status: 422,
    type: "invalid-request",
    where: "body",
  },
  {
    what: "a body that is no object",
    body: "[]",
    status: 422,
    type: "invalid-request",
    where: "body",
  },
  {
    what: "a bad field",
    body: { canvas: signature("echo"), name: 5 },
    status: 422,
    type: "invalid-request",
    where: "name",
  },
  {
    what: "a malformed canvas",
    body: {
      canvas: { task: "celery.chain", kwargs: { tasks: [{ args: [] }] }, subtask_type: "chain" },
    },
    status: 422,
    type: "bad-canvas",
    where: "canvas.kwargs.tasks[0].task",
  },
  {
    what: "an unknown task",
    body: { canvas: signature("nope") },
    status: 422,
    type: "unknown-task",
    where: "canvas.task",
  },
  {
    what: "missing arguments",
    body: { canvas: signature("add", [1]) },
    status: 422,
    type: "bad-arguments",
    where: "canvas.args",
  },
  {
    what: "an option with a bad unit",
    body: { canvas: signature("add", [1, 2], { options: { countdown: "10s" } }) },
    status: 422,
    type: "bad-option",
    where: "canvas.options.countdown",
  },
  {
    what: "an unknown queue",
    body: { canvas: signature("add", [1, 2]), options: { queue: "nope" } },
    status: 422,
    type: "unknown-queue",
    where: "canvas.options.queue",
  },
  {
    what: "a queue that only Cloudflare fills",
    body: { canvas: signature("add", [1, 2]), options: { queue: "dead" } },
    status: 422,
    type: "unknown-queue",
    where: "canvas.options.queue",
  },
  {
    what: "an argument over 1.9 MB",
    body: { canvas: signature("echo", ["x".repeat(1_900_000)]) },
    status: 413,
    type: "too-large",
    where: "canvas.args",
  },
  {
    what: "a body over 16 MB",
    body: JSON.stringify("x".repeat(17_000_000)),
    status: 413,
    type: "too-large",
  },
  {
    what: "10,000 levels of nesting",
    body: `{"canvas": {"task": "echo", "args": ${"[".repeat(10_000)}${"]".repeat(10_000)}}}`,
    status: 422,
    type: "bad-canvas",
    where: "canvas.args",
  },
  {
    what: "10,000 levels of nesting in a graph",
    body: `{"graph": {"nodes": [{"id": "a", "task": "echo", "args": ${"[".repeat(10_000)}${"]".repeat(10_000)}}]}}`,
    status: 422,
    type: "bad-canvas",
    where: "graph.nodes[0].args",
  },
  {
    what: "a call with bad arguments",
    path: "/api/tasks/add",
    body: { args: [1, "2"] },
    status: 422,
    type: "bad-arguments",
    where: "args[1]",
  },
  {
    what: "a call without its arguments",
    path: "/api/tasks/add",
    status: 422,
    type: "bad-arguments",
    where: "args",
  },
  {
    what: "a call of an unknown task",
    path: "/api/tasks/nope",
    body: {},
    status: 422,
    type: "unknown-task",
    where: "task",
  },
  {
    what: "a revocation of nothing",
    path: `${UNKNOWN_RUN}/revoke`,
    body: {},
    status: 404,
    type: "unknown-run",
  },
];

test.each(posted)(
  "posting $what is $status $type",
  async ({ path = "/api/runs", body, status, type, where }) => {
    const answer = await post(path, body);

    expect(answer).toMatchObject({
      status,
      body: {
        type: `/problems/${type}`,
        status,
        title: expect.any(String),
        detail: expect.any(String),
      },
    });
    expect(answer.headers.get("content-type")).toBe("application/problem+json");

    if (where !== undefined) {
      expect(answer.body["errors"]).toContainEqual({
        path: expect.stringContaining(where),
        message: expect.any(String),
      });
    }
  },
);

const asked: readonly (Refusal & { readonly path: string })[] = [
  { what: "an unknown run", path: UNKNOWN_RUN, status: 404, type: "unknown-run" },
  { what: "an id that is none", path: "/api/runs/hello", status: 404, type: "unknown-run" },
  { what: "an unknown task id", path: "/api/results/hello", status: 404, type: "unknown-result" },
  { what: "an unknown address", path: "/api/nothing", status: 404, type: "not-found" },
  {
    what: "a wait with a unit",
    path: `${UNKNOWN_RUN}?wait=5s`,
    status: 422,
    type: "invalid-request",
    where: "query.wait",
  },
  {
    what: "a wait too long",
    path: `${UNKNOWN_RUN}?wait=26`,
    status: 422,
    type: "invalid-request",
    where: "query.wait",
  },
  {
    what: "a negative limit",
    path: "/api/runs?limit=-1",
    status: 422,
    type: "invalid-request",
    where: "query.limit",
  },
  {
    what: "a state that is none",
    path: "/api/runs?state=DONE",
    status: 422,
    type: "invalid-request",
    where: "query.state",
  },
  {
    what: "a cursor that is none",
    path: "/api/runs?cursor=2",
    status: 422,
    type: "invalid-request",
    where: "query.cursor",
  },
  {
    what: "results of nothing",
    path: "/api/results",
    status: 422,
    type: "invalid-request",
    where: "query.ids",
  },
  {
    what: "events without a WebSocket",
    path: `${UNKNOWN_RUN}/events`,
    status: 426,
    type: "not-a-websocket",
  },
];

test.each(asked)("asking for $what is $status $type", async ({ path, status, type, where }) => {
  const answer = await get(path);

  expect(answer).toMatchObject({ status, body: { type: `/problems/${type}` } });

  if (where !== undefined) {
    expect(answer.body["errors"]).toMatchObject([{ path: where }]);
  }
});

test("a body over 16 MB that does not say so beforehand is 413 all the same", async () => {
  const chunk = new TextEncoder().encode(" ".repeat(1024 * 1024));
  let chunks = 0;
  // Read to its end all the same: a client that is still sending does not read an answer.
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      chunks += 1;

      if (chunks > 20) {
        controller.close();
      } else {
        controller.enqueue(chunk);
      }
    },
  });
  const request = new Request("http://lovage.test/api/runs", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });

  expect((await exports.default.fetch(request)).status).toBe(413);
});

test("a body that is no UTF-8 is 400", async () => {
  const body = new Uint8Array([0x22, 0xff, 0x22]);
  const headers = { "content-type": "application/json" };
  const response = await exports.default.fetch(
    new Request("http://lovage.test/api/runs", { method: "POST", headers, body }),
  );

  expect(response.status).toBe(400);
});

test("a body of another type is 415", async () => {
  const answer = await send("POST", "/api/runs", "{}", { "content-type": "text/plain" });

  expect(answer).toMatchObject({ status: 415, body: { type: "/problems/not-json-type" } });
});

test("a refused canvas leaves nothing behind", async () => {
  const name = `refused-${crypto.randomUUID()}`;
  const tasks = [signature("add", [1, 2]), signature("nope")];

  await post("/api/runs", {
    canvas: signature("celery.group", [], { kwargs: { tasks }, subtask_type: "group" }),
    name,
  });

  expect((await get(`/api/runs?kind=all&name=${name}`)).body.runs).toEqual([]);
});
