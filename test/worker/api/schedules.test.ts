import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";

import { type Answer, chain, get, post, send, signature } from "./client.ts";

const YEARLY = { crontab: "0 0 1 1 *" };

let names = 0;

function newName(): string {
  names += 1;

  return `entry ${names}/${crypto.randomUUID()}`;
}

function pathOf(name: string): string {
  return `/api/schedules/${encodeURIComponent(name)}`;
}

async function create(entry: object = {}): Promise<Answer & { readonly name: string }> {
  const name = newName();
  const answer = await post("/api/schedules", {
    name,
    task: "add",
    args: [1, 2],
    schedule: YEARLY,
    ...entry,
  });

  return { ...answer, name };
}

function patch(name: string, change: unknown): Promise<Answer> {
  return send("PATCH", pathOf(name), change);
}

describe("a schedule", () => {
  it("is kept as it was given, with what follows from it", async () => {
    const { name, status, headers, body } = await create({ timezone: "europe/paris" });

    expect(status).toBe(201);
    expect(headers.get("location")).toBe(pathOf(name));
    expect(body).toMatchObject({
      name,
      source: "api",
      task: "add",
      args: [1, 2],
      timezone: "Europe/Paris",
      description: "on day 1 in January at 00:00",
      enabled: true,
      overlap: "skip",
      deadline: null,
      last_run_at: null,
      next_run_at: expect.stringMatching(/^\d{4}-12-31T23:00:00.000Z$/),
      total_run_count: 0,
      history: [],
    });
    expect((await get(pathOf(name))).body).toEqual(body);
    expect((await get("/api/schedules")).body["schedules"]).toContainEqual(body);
  });

  it("outlives the object that keeps it", async () => {
    const { name, body } = await create({
      canvas: chain(signature("add", [1, 2])),
      task: null,
      args: null,
    });

    await evictDurableObject(env.BEAT.getByName("beat"));

    expect((await get(pathOf(name))).body).toEqual(body);
  });

  it("fires by itself, again and again, and tells of each run", async () => {
    const { name } = await create({ schedule: { every: 0.2 } });

    const entry = await vi.waitFor(async () => {
      const { body } = await get(pathOf(name));

      expect(body["total_run_count"]).toBeGreaterThanOrEqual(3);

      return body;
    }, 20_000);

    await send("DELETE", pathOf(name));

    const fired = (entry["history"] as { run_id: string | null; due_at: string }[]).filter(
      ({ run_id }) => run_id !== null,
    );
    const [{ run_id: last } = { run_id: "" }] = fired;

    expect(new Set(fired.map(({ due_at }) => due_at)).size).toBe(fired.length);
    expect(entry["last_run_id"]).toBe(last);
    expect((await get(`/api/runs/${last}?wait=20`)).body).toMatchObject({
      name,
      state: "SUCCESS",
      result: 3,
    });
  });

  it("is run by hand, whenever it is due", async () => {
    const { name } = await create({ enabled: false });
    const { status, body } = await post(`${pathOf(name)}/run`);

    expect(status).toBe(202);
    expect(body).toMatchObject({ name, total_run_count: 1 });
    expect((await get(`${body.url}?wait=20`)).body).toMatchObject({ state: "SUCCESS", result: 3 });
    expect((await get(pathOf(name))).body).toMatchObject({
      total_run_count: 1,
      last_run_id: body.run_id,
      next_run_at: null,
      history: [{ due_at: null, outcome: "fired", run_id: body.run_id }],
    });
  });

  it("fires a canvas and a graph, too", async () => {
    const canvas = chain(signature("add", [1, 2]), signature("mul", [10]));
    const graph = { nodes: [{ id: "a", task: "add", args: [20, 22] }], edges: [] };

    for (const [call, result] of [
      [{ canvas }, 30],
      [{ graph }, 42],
    ]) {
      const { name, status } = await create({ task: null, args: null, ...(call as object) });
      const { body } = await post(`${pathOf(name)}/run`);

      expect(status).toBe(201);
      expect((await get(`${body.url}?wait=20`)).body["result"]).toBe(result);
    }
  });

  it("is not due while it is disabled, and what was missed is not made up for", async () => {
    const { name } = await create();

    expect((await patch(name, { enabled: false })).body).toMatchObject({
      enabled: false,
      next_run_at: null,
    });
    expect((await patch(name, { enabled: true })).body["next_run_at"]).toMatch(/-01-01T00:00/);
  });

  it("is changed field by field", async () => {
    const { name } = await create({ deadline: 60 });
    const { status, body } = await patch(name, {
      schedule: { every: 3600 },
      args: [5, 6],
      deadline: null,
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      task: "add",
      args: [5, 6],
      schedule: { every: 3600 },
      description: "every hour",
      deadline: null,
    });

    const other = await patch(name, { canvas: signature("echo", ["x"]) });

    expect(other.body).toMatchObject({ canvas: { task: "echo" }, schedule: { every: 3600 } });
    expect(other.body).not.toHaveProperty("task");
  });

  it("is gone when it was deleted", async () => {
    const { name } = await create();

    expect((await send("DELETE", pathOf(name))).status).toBe(204);
    expect((await get(pathOf(name))).status).toBe(404);
    expect((await send("DELETE", pathOf(name))).body["type"]).toBe("/problems/unknown-schedule");
  });
});

describe("a schedule is refused", () => {
  it.each([
    ["name", { name: "" }],
    ["name", { name: "two\nlines" }],
    ["body", { canvas: signature("add", [1, 2]) }],
    ["body", { task: null, args: null }],
    ["args", { task: null, canvas: signature("add", [1, 2]) }],
    ["schedule", { schedule: null }],
    ["schedule", { schedule: { at: "2020-01-01T00:00:00Z" } }],
    ["schedule", { schedule: { solar: { event: "sunset", lat: 90, lon: 0 } } }],
    ["schedule", { ends_at: "2020-01-01T00:00:00Z" }],
    ["schedule.crontab.day_of_month", { schedule: { crontab: "0 0 31 4 *" } }],
    ["timezone", { timezone: "Mars/Olympus" }],
    ["overlap", { overlap: "replace" }],
    ["deadline", { deadline: -1 }],
    ["jitter", { schedule: { every: 5 }, jitter: 6 }],
    ["options.task_id", { options: { task_id: "mine" } }],
    [
      "options.task_id",
      {
        task: null,
        args: null,
        graph: { nodes: [{ id: "a", task: "echo", options: { task_id: "mine" } }] },
      },
    ],
    ["body", { time_zone: "UTC" }],
  ])("for its %s: %j", async (path, entry) => {
    const { status, body } = await create(entry);

    expect({ status, body }).toMatchObject({
      status: 422,
      body: { type: "/problems/invalid-request" },
    });
    expect(body["errors"]).toContainEqual({ path, message: expect.any(String) });
  });

  it.each([
    ["unknown-task", "task", { task: "nope" }],
    ["bad-arguments", "args[1]", { args: [1, "2"] }],
    ["bad-option", "options.countdown", { options: { countdown: "soon" } }],
    [
      "unknown-queue",
      "canvas.options.queue",
      { task: null, args: null, canvas: signature("add", [1, 2]), options: { queue: "nope" } },
    ],
  ])("with %s when it could not be submitted", async (type, path, entry) => {
    const { status, body } = await create(entry);

    expect({ status, body }).toMatchObject({
      status: 422,
      body: { type: `/problems/${type}`, errors: [{ path }] },
    });
  });

  it("when there is another one of its name, but not when it is the same one again", async () => {
    const { name, body } = await create();
    const entry = { name, task: "add", args: [1, 2], schedule: YEARLY };

    expect((await post("/api/schedules", entry)).body).toEqual(body);
    expect(await post("/api/schedules", { ...entry, args: [1, 3] })).toMatchObject({
      status: 409,
      body: { type: "/problems/schedule-exists" },
    });
  });

  it("as a change, when it would be as a whole, and then nothing is changed", async () => {
    const { name, body } = await create();

    expect((await patch(name, { args: [1] })).body["type"]).toBe("/problems/bad-arguments");
    expect((await patch(name, { timezone: "Nowhere" })).body["type"]).toBe(
      "/problems/invalid-request",
    );
    expect((await patch(name, { name: "other" })).status).toBe(422);
    expect((await get(pathOf(name))).body).toEqual(body);
  });

  it.each([
    ["GET", ""],
    ["PATCH", ""],
    ["DELETE", ""],
    ["POST", "/run"],
  ])("with 404 when there is none: %s", async (method, rest) => {
    const body = method === "PATCH" ? { enabled: false } : undefined;

    expect(await send(method, `/api/schedules/nothing${rest}`, body)).toMatchObject({
      status: 404,
      body: { type: "/problems/unknown-schedule" },
    });
  });
});

it("an entry that is deleted while it fires is gone, and its run goes on", async () => {
  const { name } = await create();
  const [run, deleted] = await Promise.all([
    post(`${pathOf(name)}/run`),
    send("DELETE", pathOf(name)),
  ]);

  expect(deleted.status).toBe(204);
  expect((await get(pathOf(name))).status).toBe(404);
  expect([202, 404]).toContain(run.status);

  if (run.status === 202) {
    expect((await get(`${run.body.url}?wait=20`)).body["state"]).toBe("SUCCESS");
  }
});
