import { expect, test } from "vitest";

import { type DeadLetterView, deadLetterView } from "../../../shared/wire/dead-letters.ts";
import { type Answer, chain, get, group, post, send, signature } from "./client.ts";

/** A payment over the limit: the id of its task, and its dead letter. */
async function declined(order: string): Promise<{ taskId: string; letter: { id: string } }> {
  const { body } = await post("/api/tasks/process_payment", {
    args: [order],
    kwargs: { amount: 20_000 },
    options: { countdown: 0.01, headers: { from: "test" } },
  });

  await get(`/api/results/${body.task_id}?wait=20`);
  const [letter = { id: "none" }] = await letters(body.task_id);

  return { taskId: body.task_id, letter };
}

/** Of this run, newest first, or of all. */
async function letters(run: string | null, query = ""): Promise<readonly DeadLetterView[]> {
  const { body } = await get(`/api/dead-letters${query}`);

  return deadLetterView
    .array()
    .parse(body["dead_letters"])
    .filter(({ run_id }) => run === null || run_id === run);
}

function one(id: string): Promise<Answer> {
  return get(`/api/dead-letters/${id}`);
}

test("a task that is rejected is kept as a dead letter, with its call", async () => {
  const { taskId, letter } = await declined("order-1");

  expect((await one(letter.id)).body).toMatchObject({
    reason: "rejected",
    error: { type: "Reject", message: expect.stringContaining("Declined") },
    name: "process_payment",
    task_id: taskId,
    run_id: taskId,
    queue: "payments",
    args: ["order-1"],
    kwargs: { amount: 20_000 },
    options: { queue: "payments", acks_late: false, headers: { from: "test" } },
    attempts: 1,
  });
});

test("a task that had all its retries is kept too, and is found by its reason", async () => {
  const { body } = await post("/api/tasks/flaky", { args: [5], options: { max_retries: 0 } });

  await get(`/api/results/${body.task_id}?wait=20`);

  expect(await letters(body.task_id, "?reason=retries_exhausted")).toHaveLength(1);
  expect(await letters(body.task_id, "?reason=worker_lost")).toEqual([]);
});

test("a dead letter outlives its run", async () => {
  const { taskId, letter } = await declined("order-2");

  expect((await send("DELETE", `/api/runs/${taskId}`)).status).toBe(204);
  expect((await one(letter.id)).status).toBe(200);
});

test("a dead letter is replayed in its run, which goes on from it, with other arguments if they are given", async () => {
  const { body } = await post("/api/runs", {
    canvas: chain(
      signature("process_payment", ["order-3"], { kwargs: { amount: 20_000 } }),
      signature("echo", ["after it"]),
    ),
  });

  await get(`${body.url}?wait=20`);

  const [letter] = await letters(body.run_id);
  const edited = { kwargs: { amount: 12.5 } };
  const replayed = await post(`/api/dead-letters/${letter?.id}/replay`, edited);

  expect(replayed).toMatchObject({
    status: 202,
    body: { run_id: body.run_id, task_id: `${body.run_id}.0`, as: "in_run", url: body.url },
  });
  expect((await get(`${body.url}?wait=20`)).body).toMatchObject({
    state: "SUCCESS",
    result: [{ order_id: "order-3", amount: 12.5 }, "after it"],
  });
});

test("a dead letter whose run is gone is replayed as a run of its own, and says so", async () => {
  const { taskId, letter } = await declined("order-6");

  await send("DELETE", `/api/runs/${taskId}`);

  const replayed = await post(`/api/dead-letters/${letter.id}/replay`, { kwargs: { amount: 1 } });

  expect(replayed).toMatchObject({ status: 202, body: { as: "own_run" } });
  expect(replayed.body.run_id).not.toBe(taskId);
  expect((await get(`${replayed.body.url}?wait=20`)).body).toMatchObject({
    state: "SUCCESS",
    result: { order_id: "order-6", amount: 1 },
  });
});

test("a dead letter is replayed once: asked again it says when and as what, and keeps saying it", async () => {
  const { taskId, letter } = await declined("order-7");
  const before = Date.now();

  await post(`/api/dead-letters/${letter.id}/replay`, { kwargs: { amount: 2 } });
  await get(`/api/results/${taskId}?wait=20`);

  const again = await post(`/api/dead-letters/${letter.id}/replay`);
  const { replayed } = deadLetterView.parse((await one(letter.id)).body);

  expect(replayed).toEqual({
    at: expect.any(String),
    as: "in_run",
    run_id: taskId,
    task_id: taskId,
    edited: true,
  });
  expect(Date.parse(replayed?.at ?? "")).toBeGreaterThanOrEqual(before);
  expect(again).toMatchObject({
    status: 409,
    body: {
      type: "/problems/already-replayed",
      detail: expect.stringMatching(new RegExp(`${replayed?.at}.*${taskId}`, "u")),
    },
  });
  expect((await letters(taskId, "?replayed=true")).length).toBe(1);
  expect(await letters(taskId, "?replayed=false")).toEqual([]);
});

test("a replay whose answer got lost is asked for again with its idempotency key", async () => {
  const { taskId, letter } = await declined("order-10");
  const replay = (): Promise<Answer> =>
    send("POST", `/api/dead-letters/${letter.id}/replay`, {}, { "idempotency-key": taskId });
  const first = await replay();

  await get(`/api/results/${taskId}?wait=20`);
  expect(await replay()).toMatchObject({ status: 202, body: first.body });
});

test("a dead letter of a run that goes on waits for its end, and one whose task was run again is told", async () => {
  const { body } = await post("/api/runs", {
    canvas: group(
      signature("process_payment", ["order-8"], { kwargs: { amount: 20_000 } }),
      signature("echo", [1], { options: { countdown: 3600 } }),
    ),
  });

  await get(`/api/results/${body.run_id}.0?wait=20`);

  const [letter] = await letters(body.run_id);

  expect(await post(`/api/dead-letters/${letter?.id}/replay`)).toMatchObject({
    status: 409,
    body: { type: "/problems/not-final" },
  });

  await post(`/api/runs/${body.run_id}/revoke`);
  await get(`${body.url}?wait=20`);
  await post(`/api/results/${body.run_id}.0/retry`);
  await get(`/api/results/${body.run_id}.0?wait=20`);

  expect(await post(`/api/dead-letters/${letter?.id}/replay`)).toMatchObject({
    status: 409,
    body: { type: "/problems/run-again", detail: expect.stringContaining(body.run_id) },
  });
});

test("many are replayed at once, those of one run together, and each that is refused says why", async () => {
  const canvas = signature("celery.chord", [], {
    subtask_type: "chord",
    kwargs: {
      header: [1, 2].map((number) =>
        signature("process_payment", [`order-${number}`], { kwargs: { amount: 20_000 } }),
      ),
      body: signature("echo"),
    },
  });
  const { body } = await post("/api/runs", { canvas });
  const gone = await declined("order-9");

  await get(`${body.url}?wait=20`);
  await send("DELETE", `/api/runs/${gone.taskId}`);

  const ofRun = (await letters(body.run_id)).map(({ id }) => id);
  const ids = [...ofRun, gone.letter.id, "nonsense"];
  const { status, body: answer } = await post("/api/dead-letters/replay", { ids });

  expect(status).toBe(200);
  expect(answer["replayed"]).toEqual([
    ...ofRun.map((id) => expect.objectContaining({ id, run_id: body.run_id, as: "in_run" })),
    expect.objectContaining({ id: gone.letter.id, as: "own_run" }),
  ]);
  expect(answer["refused"]).toEqual([
    expect.objectContaining({ id: "nonsense", status: 404, type: "/problems/unknown-dead-letter" }),
  ]);

  // They die again, each once more: what refuses its call refuses it again.
  await get(`${body.url}?wait=20`);
  expect((await letters(body.run_id)).map(({ attempts }) => attempts)).toEqual([2, 2, 1, 1]);

  const again = await post("/api/dead-letters/replay", { ids: ofRun });

  expect(again.body["refused"]).toEqual(
    ofRun.map((id) => expect.objectContaining({ id, type: "/problems/already-replayed" })),
  );
  expect((await post("/api/dead-letters/discard", { ids })).body).toEqual({ discarded: 3 });
  expect((await post("/api/dead-letters/discard", { ids })).body).toEqual({ discarded: 0 });
});

test.each([
  ["replay", { ids: [] }],
  ["replay", { ids: Array.from({ length: 1001 }, String) }],
  ["discard", {}],
  ["discard", { ids: ["x"], reason: "rejected" }],
])("%s of %j is refused", async (action, body) => {
  expect(await post(`/api/dead-letters/${action}`, body)).toMatchObject({
    status: 422,
    body: { type: "/problems/invalid-request" },
  });
});

test("arguments that do not fit are refused before anything runs", async () => {
  const { letter } = await declined("order-4");

  expect(
    await post(`/api/dead-letters/${letter.id}/replay`, { kwargs: { amount: "much" } }),
  ).toMatchObject({ status: 422, body: { type: "/problems/bad-arguments" } });
});

test("a dead letter that was removed is unknown, and so is what never was one", async () => {
  const { letter } = await declined("order-5");

  expect((await send("DELETE", `/api/dead-letters/${letter.id}`)).status).toBe(204);

  for (const id of [letter.id, "x", "000000000000-"]) {
    expect(await one(id)).toMatchObject({
      status: 404,
      body: { type: "/problems/unknown-dead-letter" },
    });
    expect((await send("DELETE", `/api/dead-letters/${id}`)).status).toBe(404);
    expect((await post(`/api/dead-letters/${id}/replay`)).status).toBe(404);
  }
});

test.each(["?reason=bad%20luck", "?cursor=x", "?limit=0", "?replayed=maybe"])(
  "%s is refused",
  async (query) => {
    expect((await get(`/api/dead-letters${query}`)).status).toBe(422);
  },
);

test("a list goes on where its page ended, over all shards", async () => {
  for (const order of ["a", "b", "c"]) {
    await declined(order);
  }

  const all = await letters(null, "?task=process_payment&limit=200");
  const paged: string[] = [];
  let cursor: string | null = "";

  while (cursor !== null) {
    const { body }: Answer = await get(
      `/api/dead-letters?task=process_payment&limit=2${cursor && `&cursor=${cursor}`}`,
    );

    paged.push(
      ...deadLetterView
        .array()
        .parse(body["dead_letters"])
        .map(({ id }) => id),
    );
    cursor = body.next_cursor;
  }

  expect(paged).toEqual(all.map(({ id }) => id));
  expect(paged.length).toBeGreaterThan(2);
});
