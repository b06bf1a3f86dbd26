import { describe, expect, test } from "vitest";

import { type Answer, chain, get, post, send, signature } from "./client.ts";

const call = { args: [1, 2] };

function fresh(): string {
  return `key-${crypto.randomUUID()}`;
}

function keyed(key: string, body: object, path = "/api/tasks/add"): Promise<Answer> {
  return send("POST", path, body, { "idempotency-key": key });
}

describe("an idempotency key", () => {
  test("in the header or the body, quoted or bare, leads to the run it was sent with first", async () => {
    const key = fresh();
    const first = await keyed(key, call);
    const again = await Promise.all([
      keyed(key, call),
      keyed(`"${key}"`, call),
      post("/api/tasks/add", { ...call, idempotency_key: key }),
      keyed(key, { ...call, idempotency_key: key }),
    ]);

    expect(first.status).toBe(202);
    expect(again.map(({ status, body }) => [status, body.task_id])).toEqual(
      again.map(() => [202, first.body.task_id]),
    );
    expect((await get(`/api/results/${first.body.task_id}?wait=20`)).body).toMatchObject({
      result: 3,
    });
  });

  test("of a canvas leads to its run", async () => {
    const key = fresh();
    const canvas = chain(signature("add", [1, 2]), signature("mul", [10]));
    const first = await post("/api/runs", { canvas, name: "a", idempotency_key: key });
    const again = await post("/api/runs", { name: "a", idempotency_key: key, canvas });

    expect(again.body).toEqual({ ...first.body, state: again.body["state"] });
    expect(again.headers.get("location")).toBe(first.body.url);
  });

  test("sent again with another body, or elsewhere, is a conflict that names both", async () => {
    const key = fresh();
    const first = await keyed(key, call);
    const others = await Promise.all([
      keyed(key, { args: [1, 3] }),
      keyed(key, call, "/api/tasks/mul"),
      keyed(key, { canvas: signature("add", [1, 2]), name: "x" }, "/api/runs"),
    ]);

    for (const { status, body } of others) {
      expect({ status, body }).toMatchObject({
        status: 409,
        body: { type: "/problems/key-reused", detail: expect.stringContaining(`"${key}"`) },
      });
      expect(body["detail"]).toContain(first.body.run_id);
    }
  });

  test("is another thing than a chosen id of the same text", async () => {
    const text = fresh();
    const named = await post("/api/tasks/add", { ...call, options: { task_id: text } });
    const first = await keyed(text, call);

    expect(named.body.run_id).toBe(text);
    expect(first.body.run_id).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("may be used again when its run is gone", async () => {
    const key = fresh();
    const first = await keyed(key, call);

    await get(`/api/results/${first.body.task_id}?wait=20`);
    await send("DELETE", `/api/runs/${first.body.run_id}`);

    const second = await keyed(key, { args: [3, 4] });

    expect(second.status).toBe(202);
    expect(second.body.run_id).not.toBe(first.body.run_id);
  });

  test("sent ten times at once is one run", async () => {
    const key = fresh();
    const posted = await Promise.all(Array.from({ length: 10 }, () => keyed(key, call)));

    expect(new Set(posted.map(({ body }) => body.run_id)).size).toBe(1);
  });

  test("of a refused request is not used up", async () => {
    const key = fresh();

    expect((await keyed(key, { args: [1] })).status).toBe(422);
    expect((await keyed(key, call)).status).toBe(202);
  });

  test.each([
    ["that differs in body and header", { ...call, idempotency_key: "one" }, "two"],
    ["that is empty", call, ""],
    ["that is too long", call, "x".repeat(256)],
    ["beside a chosen id", { ...call, options: { task_id: "mine" } }, "key"],
  ])("%s is refused", async (_, body, header) => {
    expect(await keyed(header, body)).toMatchObject({
      status: 422,
      body: { type: "/problems/invalid-request", errors: [{ path: expect.any(String) }] },
    });
  });
});
