import { expect, it } from "vitest";

import { useBuiltWorker } from "./use-built-worker.ts";

const { api } = useBuiltWorker();

it("60 tasks at 10/s leave their gate at that rate: never more than 11 in any second, and none idle while tokens wait", async ({
  annotate,
}) => {
  expect((await api.send("PATCH", "/api/queues/heavy", { rate_limit: "10/s" })).status).toBe(200);

  const { body } = await api.post("/api/tasks/add/batch", {
    calls: Array.from({ length: 60 }, (_, index) => ({
      args: [index, 1],
      options: { queue: "heavy" },
    })),
  });
  const runs = await Promise.all(
    (body as { readonly task_ids: readonly string[] }).task_ids.map((id) => api.finish(id)),
  );
  const times = runs
    .map(({ nodes: [node] }) => Date.parse(node?.queued_at ?? ""))
    .toSorted((a, b) => a - b);
  const tookMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const busiest = Math.max(
    ...times.map((from) => times.filter((at) => at >= from && at <= from + 1000).length),
  );

  await annotate(
    `60 tasks at 10/s left within ${tookMs} ms (5,900 at best), ${busiest} a second at most`,
  );
  expect(runs.map(({ state }) => state)).toEqual(runs.map(() => "SUCCESS"));
  expect(busiest).toBeLessThanOrEqual(11);
  // On a machine that keeps up, each goes with its own token. One that does not loses some, and must not lose half of them.
  expect(tookMs).toBeLessThan(2 * 5900);
});
