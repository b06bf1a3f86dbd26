import { afterEach, expect, test, vi } from "vitest";

import { chain, get, post, signature } from "./client.ts";

const DAY_MS = 86_400_000;

afterEach(() => {
  vi.useRealTimers();
});

test("what expired is not found, not listed, and gone after a cleanup", async () => {
  const ids = await Promise.all(
    [signature("add", [1, 2]), chain(signature("add", [1, 2]), signature("echo"))].map(finished),
  );

  expect((await get("/api/runs?kind=all")).body.runs).toHaveLength(2);
  vi.setSystemTime(Date.now() + DAY_MS + 1000);

  for (const id of ids) {
    expect(await get(`/api/runs/${id}`)).toMatchObject({ status: 404 });
    expect(await get(`/api/results/${id}`)).toMatchObject({ status: 404 });
  }

  expect((await get("/api/runs?kind=all")).body.runs).toEqual([]);

  for (const removed of [
    { runs: 1, tasks: 1 },
    { runs: 0, tasks: 0 },
  ]) {
    const { body } = await post("/api/tasks/cleanup");

    expect((await get(`/api/results/${body.task_id}?wait=20`)).body["result"]).toEqual(removed);
  }
});

async function finished(canvas: unknown): Promise<string> {
  const { body } = await post("/api/runs", { canvas });

  await get(`${body.url}?wait=20`);

  return body.run_id;
}
