import { describe, expect, it } from "vitest";

import { group, s } from "../reference/signatures.ts";
import type { Api } from "./api.ts";
import { useBuiltWorker } from "./use-built-worker.ts";

// A local queue delivers one batch at a time.
describe("a task that sleeps for a minute", () => {
  const { worker, api } = useBuiltWorker();

  it("does not hold up an addition in the same queue", async ({ annotate }) => {
    const sleepers = await api.submit(group(s("sleep", 60), s("sleep", 60), s("sleep", 60)));

    await untilStarted(api, sleepers, 3);
    const startedAt = performance.now();
    const added = await api.finish(await api.submit(s("add", 2, 2)));

    await annotate(`${(performance.now() - startedAt).toFixed(0)} ms beside three sleep(60)`);
    expect(added).toMatchObject({ state: "SUCCESS", result: 4 });
    expect((await api.get(`/api/runs/${sleepers}`)).body).toMatchObject({
      state: "STARTED",
      counts: { STARTED: 3 },
    });
    await api.post(`/api/runs/${sleepers}/revoke`, { terminate: true });
  });

  it("wakes when it is terminated", async () => {
    const sleeper = await api.submit(s("sleep", 600));

    await untilStarted(api, sleeper, 1);
    await api.post(`/api/runs/${sleeper}/revoke`, { terminate: true });

    expect(await api.finish(sleeper)).toMatchObject({
      state: "REVOKED",
      error: { message: "terminated" },
    });
  });

  it("runs again after the server was killed in the midst of it", async () => {
    const sleeper = await api.submit(s("sleep", 8));

    await untilStarted(api, sleeper, 1);
    await worker.restart();

    const { nodes, ...run } = await api.finish(sleeper);

    expect(run).toMatchObject({ state: "SUCCESS", result: 8 });
    // Nobody asked for a second attempt.
    expect(nodes.map(({ attempts }) => attempts)).toEqual([1]);
  });
});

async function untilStarted(api: Api, run: string, count: number): Promise<void> {
  for (;;) {
    const { body } = await api.get(`/api/runs/${run}`);
    const { counts } = body as { counts: Readonly<Record<string, number>> };

    if (counts["STARTED"] === count) {
      return;
    }
  }
}
