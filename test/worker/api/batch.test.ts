import { describe, expect, test } from "vitest";

import { type Answer, get, post, send } from "./client.ts";

const ADD = "/api/tasks/add/batch";

function adds(count: number): readonly object[] {
  return Array.from({ length: count }, (_, index) => ({ args: [index, 1] }));
}

function keyed(key: string, calls: readonly object[]): Promise<Answer> {
  return send("POST", ADD, { calls }, { "idempotency-key": key });
}

function idsOf({ body }: Answer): readonly string[] {
  return body["task_ids"] as readonly string[];
}

async function resultsOf(ids: readonly string[]): Promise<readonly unknown[]> {
  const { body } = await get(`/api/results?wait=20&ids=${ids.join(",")}`);

  return (body["results"] as readonly { readonly result: unknown }[]).map(({ result }) => result);
}

async function known(ids: readonly string[]): Promise<number> {
  const { body } = await get(`/api/results?ids=${ids.join(",")}`);

  return (body["results"] as readonly unknown[]).filter((result) => result !== null).length;
}

describe("a batch of calls", () => {
  test("runs each, and answers their ids in order", async () => {
    const posted = await post(ADD, {
      calls: [{ args: [1, 2] }, { kwargs: { x: 3, y: 4 } }, { args: [5], kwargs: { y: 6 } }],
    });

    expect(posted).toMatchObject({ status: 202 });
    expect(await resultsOf(idsOf(posted))).toEqual([3, 7, 11]);
  });

  test("of 1,000 goes to one shard", async () => {
    const ids = idsOf(await post(ADD, { calls: adds(1000) }));
    const shards = new Set(ids.map((id) => id.slice(15, 18)));

    expect([ids.length, new Set(ids).size, shards.size]).toEqual([1000, 1000, 1]);
    expect((await resultsOf(ids.slice(990))).at(-1)).toBe(1000);
  });

  test("lets each call have its own options", async () => {
    const id = `mine-${crypto.randomUUID()}`;
    const posted = await post(ADD, {
      calls: [
        { args: [1, 2], options: { task_id: id, queue: "high" } },
        { args: [3, 4], options: { countdown: 3600 } },
        { args: [5, 6], options: { retry: false } },
      ],
    });

    expect(idsOf(posted)[0]).toBe(id);
    expect(posted.body["warnings"]).toEqual([
      expect.stringMatching(/^calls\[2\]\.options\.retry /),
    ]);
    expect((await get(`/api/results/${id}?wait=20`)).body).toMatchObject({
      queue: "high",
      result: 3,
    });
    expect((await get(`/api/results/${idsOf(posted)[1]}`)).body).toMatchObject({
      state: "PENDING",
    });
  });

  test("without any call submits nothing", async () => {
    expect(await post(ADD, { calls: [], idempotency_key: "k" })).toMatchObject({
      status: 202,
      body: { task_ids: [] },
    });
  });
});

describe("a batch with a mistake", () => {
  test.each([
    ["an argument", { args: [1, "2"] }, "bad-arguments", "calls[3].args[1]"],
    ["a missing argument", { args: [1] }, "bad-arguments", "calls[3].args"],
    ["an option", { args: [1, 2], options: { countdown: -1 } }, "bad-option", "calls[3].options"],
    ["a queue", { args: [1, 2], options: { queue: "no" } }, "unknown-queue", "calls[3].options"],
    ["a field", { args: 7 }, "invalid-request", "calls[3].args"],
    [
      "an id that another call has",
      { args: [1, 2], options: { task_id: "twice" } },
      "bad-option",
      "calls[3].options.task_id",
    ],
  ])("in %s is refused whole, and says where", async (_, wrong, type, where) => {
    const id = `refused-${crypto.randomUUID()}`;
    const answer = await post(ADD, {
      calls: [
        { args: [1, 1], options: { task_id: id } },
        { args: [1, 1], options: { task_id: "twice" } },
        { args: [1, 1] },
        wrong,
      ],
    });

    expect(answer).toMatchObject({
      status: 422,
      body: { type: `/problems/${type}`, errors: [{ path: expect.stringContaining(where) }] },
    });
    expect(await known([id, "twice"])).toBe(0);
  });

  test("tells of the first 20 calls that are wrong", async () => {
    const { body } = await post(ADD, { calls: Array.from({ length: 30 }, () => ({ args: [] })) });

    expect(body["errors"]).toHaveLength(20);
    expect(body["detail"]).toContain("29 more");
  });

  test("is refused when it calls no task, or more than 1,000 times", async () => {
    expect(await post("/api/tasks/nope/batch", { calls: adds(1) })).toMatchObject({
      status: 422,
      body: { type: "/problems/unknown-task" },
    });
    expect(await post(ADD, { calls: adds(1001) })).toMatchObject({
      status: 422,
      body: { errors: [{ path: "calls" }] },
    });
    expect(await post(ADD, {})).toMatchObject({
      status: 422,
      body: { errors: [{ path: "calls" }] },
    });
  });
});

describe("a batch sent again", () => {
  test("under its key leads to the same tasks, and with another body is a conflict", async () => {
    const key = crypto.randomUUID();
    const first = await keyed(key, adds(50));
    const again = await keyed(key, adds(50));

    expect(idsOf(again)).toEqual(idsOf(first));
    expect(idsOf(again)).toHaveLength(50);
    expect(await keyed(key, adds(49))).toMatchObject({
      status: 409,
      body: { type: "/problems/key-reused" },
    });
  });

  test("with ids of its own leads to the same tasks, wherever they are kept", async () => {
    const ids = Array.from({ length: 20 }, () => crypto.randomUUID());
    const calls = ids.map((task_id, index) => ({ args: [index, 1], options: { task_id } }));

    expect(idsOf(await post(ADD, { calls }))).toEqual(ids);
    expect(idsOf(await post(ADD, { calls }))).toEqual(ids);
    expect(await resultsOf(ids)).toEqual(ids.map((_, index) => index + 1));
  });

  test("with one id that belongs to another body stores nothing of it", async () => {
    const taken = crypto.randomUUID();
    const others = Array.from({ length: 10 }, () => crypto.randomUUID());

    await post("/api/tasks/add", { args: [7, 7], options: { task_id: taken } });

    const answer = await post(ADD, {
      calls: [...others, taken].map((task_id) => ({ args: [1, 1], options: { task_id } })),
    });

    expect(answer).toMatchObject({
      status: 409,
      body: { type: "/problems/id-taken", detail: expect.stringContaining(taken) },
    });
    expect(await known(others)).toBe(0);
  });

  test("has a key or ids of its own, not both", async () => {
    expect(
      await keyed(crypto.randomUUID(), [
        { args: [1, 1] },
        { args: [1, 1], options: { task_id: "mine" } },
      ]),
    ).toMatchObject({
      status: 422,
      body: { errors: [{ path: "calls[1].options.task_id" }] },
    });
  });
});
