import { describe, expect, test } from "vitest";

import { type Answer, chain, get, post, send, signature } from "./client.ts";

function forget(id: string): Promise<Answer> {
  return send("DELETE", `/api/results/${id}`);
}

async function finished(canvas: unknown): Promise<string> {
  const { body } = await post("/api/runs", { canvas });

  await get(`${body.url}?wait=20`);

  return body.run_id;
}

describe("a result that is forgotten", () => {
  test("is gone with its task, which is then as unknown as one that never was", async () => {
    const id = await finished(signature("add", [1, 2]));
    const other = await finished(signature("add", [1, 2]));

    expect(await forget(id)).toMatchObject({ status: 204 });
    expect(await get(`/api/results/${id}`)).toMatchObject({ status: 404 });
    expect(await get(`/api/runs/${id}`)).toMatchObject({ status: 404 });
    expect(await forget(id)).toMatchObject({
      status: 404,
      body: {
        type: "/problems/unknown-result",
        detail: expect.stringMatching(/send this DELETE again .* it is removed/),
      },
    });
    expect((await get(`/api/results/${other}`)).body["result"]).toBe(3);
  });

  test("by the id of a run takes all of the run along", async () => {
    const id = await finished(chain(signature("add", [1, 2]), signature("echo")));

    expect(await forget(id)).toMatchObject({ status: 204 });
    expect(await get(`/api/results/${id}.0`)).toMatchObject({ status: 404 });
  });
});

describe("a result that others may need", () => {
  test("is not forgotten: the answer says what removes it", async () => {
    const id = await finished(chain(signature("add", [1, 2]), signature("echo")));

    expect(await forget(`${id}.0`)).toMatchObject({
      status: 409,
      body: {
        type: "/problems/part-of-run",
        detail: expect.stringContaining(`DELETE /api/runs/${id}`),
      },
    });
    expect((await get(`/api/results/${id}.0`)).body["result"]).toBe(3);
    expect(await forget(`${id}.7`)).toMatchObject({ status: 404 });
  });

  test("that is still to come is not forgotten", async () => {
    const { body } = await post("/api/tasks/echo", { args: [1], options: { countdown: 3600 } });

    expect(await forget(body.task_id)).toMatchObject({
      status: 409,
      body: { type: "/problems/not-final" },
    });
  });

  test("that nobody knows is missed by name", async () => {
    expect(await forget("no-such-task")).toMatchObject({
      status: 404,
      body: { type: "/problems/unknown-result" },
    });
  });
});
