import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";

import { type Answer, get, post, send } from "./client.ts";

const PATIENCE = { timeout: 60_000, interval: 100 };

function patch(queue: string, limits: unknown): Promise<Answer> {
  return send("PATCH", `/api/queues/${queue}`, limits);
}

async function call(task: string, args: readonly unknown[], options: object): Promise<string> {
  const { body } = await post(`/api/tasks/${task}`, { args, options });

  return body.task_id;
}

async function stateOf(id: string, wait = 0): Promise<unknown> {
  return (await get(`/api/results/${id}?wait=${wait}`)).body["state"];
}

async function rateOf(task: string): Promise<unknown> {
  const { body } = await get("/api/tasks");
  const tasks = body["tasks"] as readonly { readonly name: string; readonly rate_limit: unknown }[];

  return tasks.find(({ name }) => name === task)?.rate_limit;
}

async function queuedAt(ids: readonly string[]): Promise<readonly number[]> {
  const nodes = await Promise.all(
    ids.map(async (id) => {
      const { body } = await get(`/api/runs/${id}?nodes=true&wait=20`);
      const [node] = body["nodes"] as readonly { readonly queued_at: string }[];

      return Date.parse(node?.queued_at ?? "");
    }),
  );

  return nodes.toSorted((a, b) => a - b);
}

describe("a queue", () => {
  it("has no limits of its own, and is listed with the others", async () => {
    const { status, body } = await get("/api/queues/high");

    expect(status).toBe(200);
    expect(body).toEqual({
      name: "high",
      waiting: 0,
      delayed: 0,
      running: 0,
      oldest_waiting_s: null,
      held: { paused: 0, rate: 0, concurrency: 0, key: 0 },
      in_per_minute: 0,
      out_per_minute: 0,
      rate_limit: null,
      concurrency: null,
      paused: false,
    });
    expect((await get("/api/queues")).body["queues"]).toContainEqual(body);
  });

  it("that is paused lets nothing go, tells what waits, and lets it go when it goes on", async () => {
    expect((await patch("emails", { paused: true })).body).toMatchObject({ paused: true });

    const ids = await Promise.all(
      [1, 2, 3].map((number) => call("add", [number, 1], { queue: "emails" })),
    );
    const later = await call("add", [1, 1], { queue: "emails", countdown: 3600 });

    await vi.waitFor(async () => {
      expect((await get("/api/queues/emails")).body).toMatchObject({
        waiting: 3,
        delayed: 1,
        running: 0,
        oldest_waiting_s: expect.any(Number),
        held: { paused: 3, rate: 0, concurrency: 0, key: 0 },
        in_per_minute: 3,
        out_per_minute: 0,
      });
    }, PATIENCE);
    expect(await Promise.all(ids.map((id) => stateOf(id)))).toEqual(ids.map(() => "PENDING"));

    await patch("emails", { paused: false });

    expect(await Promise.all(ids.map((id) => stateOf(id, 20)))).toEqual(ids.map(() => "SUCCESS"));
    expect(await stateOf(later)).toBe("PENDING");
    expect((await get("/api/queues/emails")).body).toMatchObject({
      held: { paused: 0 },
      in_per_minute: 3,
      out_per_minute: 3,
    });
  });

  it.each([
    ["rate", { rate_limit: "1/h" }, {}],
    ["concurrency", { concurrency: 1 }, {}],
    ["key", {}, { concurrency_key: "seconds" }],
  ])("tells what holds its tasks back: the %s", async (holder, limits, options) => {
    await patch("solo", limits);

    // One of them goes; what it leaves behind waits for its end, or for the next token.
    const ids = await Promise.all(
      [1, 2, 3].map(() => call("sleep", [60], { queue: "solo", ...options })),
    );

    await vi.waitFor(async () => {
      expect((await get("/api/queues/solo")).body["held"]).toEqual({
        paused: 0,
        rate: 0,
        concurrency: 0,
        key: 0,
        [holder]: 2,
      });
    }, PATIENCE);

    await Promise.all(ids.map((id) => post(`/api/results/${id}/revoke`, { terminate: true })));
    await patch("solo", { rate_limit: null, concurrency: null });
  });

  it("is purged of what waits in it, which is revoked for good", async () => {
    await patch("low", { paused: true });

    const ids = await Promise.all(
      [1, 2].map((number) => call("add", [number, 1], { queue: "low" })),
    );

    expect((await post("/api/queues/low/purge")).body).toEqual({ purged: 2 });
    await patch("low", { paused: false });

    expect(await Promise.all(ids.map((id) => stateOf(id, 20)))).toEqual(ids.map(() => "REVOKED"));
    expect((await post("/api/queues/low/purge")).body).toEqual({ purged: 0 });
  });

  it("runs as many at once as it may, and those of one value of an argument one after another", async () => {
    await patch("payments", { concurrency: 2 });

    const sleeping = [1, 1, 2, 3].map((seconds) =>
      call("sleep", [seconds / 5], { queue: "payments", concurrency_key: "seconds" }),
    );
    const ids = await Promise.all(sleeping);
    const spans = await Promise.all(
      ids.map(async (id) => {
        const { body } = await get(`/api/runs/${id}?nodes=true&wait=20`);
        const [node] = body["nodes"] as readonly {
          readonly started_at: string;
          readonly finished_at: string;
        }[];

        return [Date.parse(node?.started_at ?? ""), Date.parse(node?.finished_at ?? "")] as const;
      }),
    );
    const [one, other] = spans;

    await patch("payments", { concurrency: null });

    for (const [at] of spans) {
      expect(spans.filter(([from, to]) => from <= at && at < to).length).toBeLessThanOrEqual(2);
    }

    expect((one?.[1] ?? 0) <= (other?.[0] ?? 0) || (other?.[1] ?? 0) <= (one?.[0] ?? 0)).toBe(true);
  });
});

describe("a task", () => {
  it("keeps the rate that is set for it, in each queue, and is called as usual without", async () => {
    expect((await send("PATCH", "/api/tasks/mul", { rate_limit: "2/s" })).body).toEqual({
      name: "mul",
      rate_limit: "2/s",
    });

    const ids = await Promise.all([1, 2, 3, 4].map((number) => call("mul", [number, 1], {})));
    const [first = 0, , , fourth = 0] = await queuedAt(ids);

    expect(await rateOf("mul")).toBe("2/s");
    await send("PATCH", "/api/tasks/mul", { rate_limit: null });

    expect(await rateOf("mul")).toBeNull();
    expect(fourth - first).toBeGreaterThanOrEqual(1000);
    expect(await stateOf(await call("mul", [2, 2], {}), 20)).toBe("SUCCESS");
  });
});

it("a queue that is new obeys the rates that were set before it was there", async () => {
  await send("PATCH", "/api/tasks/echo", { rate_limit: "1/h" });

  const stub = env.QUEUE_GATE.getByName(`new-${crypto.randomUUID()}`);

  expect(await stub.taskRates()).toMatchObject({ echo: "1/h" });
  await send("PATCH", "/api/tasks/echo", { rate_limit: null });
});

describe("what makes no sense is refused, and says what was expected", () => {
  it.each([
    ["high", { rate_limit: "10/d" }, "rate_limit", "10/m"],
    ["high", { rate_limit: 0 }, "rate_limit", "above 0"],
    ["high", { rate_limit: "0/s" }, "rate_limit", "above 0"],
    ["high", { rate_limit: "ten" }, "rate_limit", "10/m"],
    ["high", { concurrency: 0 }, "concurrency", "at least 1"],
    ["high", { concurrency: 1.5 }, "concurrency", "at least 1"],
    ["high", { paused: "yes" }, "paused", "true or false"],
    ["high", { pause: true }, "body", "pause"],
  ])("%s: %j", async (queue, limits, path, message) => {
    const { status, body } = await patch(queue, limits);

    expect(status).toBe(422);
    expect(body).toMatchObject({
      type: "/problems/invalid-request",
      errors: [{ path, message: expect.stringContaining(message) }],
    });
  });

  it.each([
    ["GET", "/api/queues/nope"],
    ["PATCH", "/api/queues/nope"],
    ["POST", "/api/queues/dead/purge"],
  ])("%s %s", async (method, path) => {
    const { status, body } = await send(method, path, method === "GET" ? undefined : {});

    expect([status, body["type"]]).toEqual([404, "/problems/no-queue"]);
    expect(body["detail"]).toContain("default, high");
  });

  it.each(["10/d", 0, "0/m", "-1/s", "many"])("a rate of %j for a task", async (rate) => {
    const { status, body } = await send("PATCH", "/api/tasks/add", { rate_limit: rate });

    expect(status).toBe(422);
    expect(body).toMatchObject({
      type: "/problems/invalid-request",
      errors: [{ path: "rate_limit", message: expect.stringContaining("10/m") }],
    });
    expect(await rateOf("add")).toBeNull();
  });

  it("a task that is not registered", async () => {
    const { status, body } = await send("PATCH", "/api/tasks/nope", { rate_limit: "1/s" });

    expect([status, body["type"]]).toEqual([422, "/problems/unknown-task"]);
  });
});
