import { expect, test } from "vitest";

import { deadLetterView } from "../../../shared/wire/dead-letters.ts";
import { type Answer, get, post, send } from "./client.ts";

/** A payment over the limit: the id of its task, and its dead letter. */
async function declined(order: string): Promise<{ taskId: string; letter: { id: string } }> {
  const { body } = await post("/api/tasks/process_payment", {
    args: [order],
    kwargs: { amount: 20_000 },
    options: { countdown: 0.01, headers: { from: "test" } },
  });

  await get(`/api/results/${body.task_id}?wait=20`);
  const letter = (await letters("?task=process_payment")).find(
    ({ task_id }) => task_id === body.task_id,
  );

  return { taskId: body.task_id, letter: letter ?? { id: "none" } };
}

async function letters(query = ""): Promise<readonly ReturnType<typeof deadLetterView.parse>[]> {
  const { body } = await get(`/api/dead-letters${query}`);

  return deadLetterView.array().parse(body["dead_letters"]);
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

  expect(
    (await letters("?reason=retries_exhausted")).filter(({ task_id }) => task_id === body.task_id),
  ).toHaveLength(1);
  expect(
    (await letters("?reason=worker_lost")).filter(({ task_id }) => task_id === body.task_id),
  ).toEqual([]);
});

test("a dead letter outlives its run", async () => {
  const { taskId, letter } = await declined("order-2");

  expect((await send("DELETE", `/api/runs/${taskId}`)).status).toBe(204);
  expect((await one(letter.id)).status).toBe(200);
});

test("a dead letter is replayed as one run, with other arguments if they are given", async () => {
  const { letter } = await declined("order-3");
  const edited = { kwargs: { amount: 12.5 } };
  const replayed = await post(`/api/dead-letters/${letter.id}/replay`, edited);
  const again = await post(`/api/dead-letters/${letter.id}/replay`);

  expect([replayed.status, again.status]).toEqual([202, 202]);
  expect(again.body.run_id).toBe(replayed.body.run_id);
  expect((await get(`${replayed.body.url}?wait=20`)).body).toMatchObject({
    state: "SUCCESS",
    result: { order_id: "order-3", amount: 12.5 },
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

test.each(["?reason=bad%20luck", "?cursor=x", "?limit=0"])("%s is refused", async (query) => {
  expect((await get(`/api/dead-letters${query}`)).status).toBe(422);
});

test("a list goes on where its page ended, over all shards", async () => {
  for (const order of ["a", "b", "c"]) {
    await declined(order);
  }

  const all = await letters("?task=process_payment&limit=200");
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
