import { describe, expect, test } from "vitest";

import { type Answer, chain, get, post, send, signature } from "./client.ts";

describe("a run that failed", () => {
  test("is run again from its failed tasks with POST /retry, and keeps what succeeded", async () => {
    const id = await finished(chain(signature("add", [1, 1]), signature("fail")), "FAILURE");

    expect(await post(`/api/runs/${id}/retry`)).toMatchObject({
      status: 202,
      body: { run_id: id },
    });

    const { body } = await settled(id);

    expect(body).toMatchObject({
      state: "FAILURE",
      nodes: [
        { name: "add", attempts: 1, result: 2 },
        { name: "fail", attempts: 2 },
      ],
    });
  });

  test("succeeds when its task is retried with arguments that are right", async () => {
    const id = await finished(
      chain(
        signature("add", [1, 1]),
        signature("fail", [], { kwargs: { message: "no" } }),
        signature("echo"),
      ),
      "FAILURE",
    );
    const first = `${id}.0`;

    expect(await post(`/api/results/${first}/retry`, { args: [20, 1] })).toMatchObject({
      status: 202,
      body: { task_id: first },
    });
    expect((await settled(id)).body).toMatchObject({
      nodes: [{ result: 21, attempts: 2 }, { attempts: 2 }, { state: "FAILURE" }],
    });
    expect((await get(`/api/results/${first}`)).body).toMatchObject({ args: [20, 1] });
  });
});

describe("a retry whose answer got lost", () => {
  const call = { args: [1, 2], options: { countdown: 600 } };

  test("is asked for again while it goes on, and is not refused", async () => {
    const id = await revoked(call);

    expect((await post(`/api/runs/${id}/retry`)).status).toBe(202);
    expect((await post(`/api/runs/${id}/retry`)).status).toBe(202);
    expect((await get(`/api/results/${id}`)).body).toMatchObject({ status: "PENDING" });
    // Another one would have to wait.
    expect(await post(`/api/runs/${id}/retry`, { from: id })).toMatchObject(
      problem(409, "not-final"),
    );
  });

  test("runs nothing twice when it is sent again with its idempotency key after it is over", async () => {
    const id = await finished(signature("fail"), "FAILURE");
    const first = await keyed(id, "first");

    await settled(id);

    const again = await keyed(id, "first");
    const view = await settled(id);

    expect([first.status, again.status]).toEqual([202, 202]);
    expect(view.body).toMatchObject({ state: "FAILURE", nodes: [{ attempts: 2 }] });
  });

  test("is another one with another key, or with none, when it is over", async () => {
    const id = await finished(signature("fail"), "FAILURE");

    await keyed(id, "first");
    await settled(id);
    await keyed(id, "second");
    await settled(id);
    await post(`/api/runs/${id}/retry`);

    expect((await settled(id)).body).toMatchObject({ nodes: [{ attempts: 4 }] });
  });

  test("is a conflict when its key comes with something else to retry", async () => {
    const id = await finished(signature("add", [1, 1]), "SUCCESS");
    const headers = { "idempotency-key": "mine" };

    await send("POST", `/api/results/${id}/retry`, { args: [2, 2] }, headers);

    expect(await send("POST", `/api/results/${id}/retry`, { args: [3, 3] }, headers)).toMatchObject(
      {
        ...problem(409, "key-reused"),
        body: { detail: expect.stringContaining('"mine"') },
      },
    );
  });
});

describe("a lone task", () => {
  test("is run again by its id, though it succeeded, with other arguments where they are given", async () => {
    const { body } = await post("/api/tasks/add", { args: [1, 2] });

    await get(`/api/results/${body.task_id}?wait=20`);
    expect((await post(`/api/results/${body.task_id}/retry`, { args: [5, 6] })).status).toBe(202);
    expect((await get(`/api/results/${body.task_id}?wait=20`)).body).toMatchObject({
      state: "SUCCESS",
      result: 11,
      args: [5, 6],
      retries: 0,
    });
  });
});

describe("a retry is refused", () => {
  test("of a run that is not final", async () => {
    const { body } = await post("/api/tasks/add", { args: [1, 2], options: { countdown: 600 } });

    expect(await post(`/api/runs/${body.run_id}/retry`)).toMatchObject(problem(409, "not-final"));
    expect(await post(`/api/results/${body.run_id}/retry`)).toMatchObject(
      problem(409, "not-final"),
    );
  });

  test("of a run of which everything succeeded", async () => {
    const id = await finished(chain(signature("add", [1, 1]), signature("echo")), "SUCCESS");

    expect(await post(`/api/runs/${id}/retry`)).toMatchObject(problem(409, "nothing-to-retry"));
  });

  test("from a task of another run, and from one that is not there", async () => {
    const id = await finished(signature("fail"), "FAILURE");
    const other = await finished(signature("fail"), "FAILURE");

    expect(await post(`/api/runs/${id}/retry`, { from: other })).toMatchObject(
      problem(422, "invalid-request"),
    );
    expect(await post(`/api/runs/${id}/retry`, { from: `${id}.9` })).toMatchObject(
      problem(404, "unknown-result"),
    );
  });

  test("with arguments that do not fit the task", async () => {
    const id = await finished(signature("add", [1, 1]), "SUCCESS");

    expect(await post(`/api/results/${id}/retry`, { args: ["one", 1] })).toMatchObject({
      ...problem(422, "bad-arguments"),
      body: { errors: [{ path: "args[0]" }] },
    });
  });

  test("of a canvas as a whole with arguments: they belong to a task", async () => {
    const id = await finished(chain(signature("add", [1, 1]), signature("fail")), "FAILURE");

    expect(await post(`/api/results/${id}/retry`, { args: [1] })).toMatchObject(
      problem(422, "invalid-request"),
    );
  });
});

async function finished(canvas: object, state: string): Promise<string> {
  const { body } = await post("/api/runs", { canvas });
  const view = await settled(body.run_id);

  expect(view.body["state"]).toBe(state);

  return body.run_id;
}

function settled(id: string): Promise<Answer> {
  return get(`/api/runs/${id}?wait=20&nodes=true`);
}

function problem(status: number, kind: string): object {
  return { status, body: { type: `/problems/${kind}` } };
}

function keyed(id: string, key: string): Promise<Answer> {
  return send("POST", `/api/runs/${id}/retry`, {}, { "idempotency-key": key });
}

async function revoked(body: object): Promise<string> {
  const { body: called } = await post("/api/tasks/add", body);

  await post(`/api/runs/${called.run_id}/revoke`);

  return called.run_id;
}
