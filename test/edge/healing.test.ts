import { isDeepStrictEqual } from "node:util";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { chain, chord, s, withOptions } from "../reference/signatures.ts";
import type { FinishedRun } from "./api.ts";
import { type HeldPages, holdPages } from "./held-pages.ts";
import { useBuiltWorker } from "./use-built-worker.ts";

const LOW = { queue: "low" };

const SETTINGS = {
  LOVAGE_OPEN: "1",
  LOVAGE_ALLOW_PRIVATE_FETCH: "1",
  // That a task was sent is written with the next row of its shard. One that is not known as sent would go out again at once.
  LOVAGE_SHARDS: "1",
};

// Three lives of one Worker on one storage. What stands in a local queue when it is killed is lost, and there it stands when nobody consumes
// the queue. That is found out some 20 s later: only evidence counts.
describe("a Worker that was killed twice", () => {
  const { worker, api } = useBuiltWorker(SETTINGS);
  let pages: HeldPages;
  let first: string;
  let member: string;
  let body: string;
  let alone: string;
  let once: string;
  let retry: string;
  let delayed: string;
  let inAMinute: string;
  let eta: number;
  let long: string;

  beforeAll(async () => {
    pages = await holdPages();
    await worker.restart((queue) => queue !== "lovage-low");
    await liveFirst();
    await worker.restart(() => false);
    await liveAgain();
    await worker.restart();
    pages.release();

    eta = Date.now() + 60_000;
    inAMinute = await api.submit(withOptions(s("add", 1, 2), { eta: new Date(eta).toISOString() }));
    long = await api.submit(s("sleep", 30));
  });

  afterAll(async () => {
    pages.close();
  });

  /** Nobody consumes `low`. */
  async function liveFirst(): Promise<void> {
    const [one, two, sum] = [s("add", 1, 1), s("add", 2, 2), s("xsum")];

    first = await api.submit(chain(withOptions(one, LOW), s("add", 5)));
    member = await api.submit(chord([one, withOptions(two, LOW)], sum));
    body = await api.submit(chord([one, two], withOptions(sum, LOW)));
    alone = await api.submit(s("fetch_url", pages.urlOf("alone")));
    once = await api.submit(withOptions(s("fetch_url", pages.urlOf("once")), { acks_late: false }));

    await untilCounted(first, { RECEIVED: 1, PENDING: 1 });
    await untilCounted(member, { SUCCESS: 1, RECEIVED: 1, PENDING: 1 });
    await untilCounted(body, { SUCCESS: 2, RECEIVED: 1 });
    await pages.untilAsked("alone");
    await pages.untilAsked("once");

    retry = await api.submit(s("flaky", 1, 8));
    delayed = await api.submit(withOptions(one, { countdown: 8 }));

    await untilCounted(retry, { RETRY: 1 });
  }

  /** Nobody consumes anything. What ran is found to be lost, and sent again to run alone. */
  async function liveAgain(): Promise<void> {
    for (const id of [retry, delayed, alone]) {
      await untilCounted(id, { RECEIVED: 1 });
    }

    // Its row has with it that those were sent.
    await api.submit(s("add", 1, 1));
  }

  it.for([
    ["first task of a run", () => first, 7, [1, 1]],
    ["member of a header", () => member, 6, [1, 1, 1]],
    ["body of a chord", () => body, 6, [1, 1, 1]],
    ["retry that became due", () => retry, 1, [2]],
    ["delayed task", () => delayed, 2, [1]],
    ["task on its way to run alone", () => alone, "alone", [1]],
  ] as const)(
    "sends the %s again when its message is lost, and counts that as no attempt",
    async ([, idOf, result, attempts]) => {
      const { nodes, ...run } = await api.finish(idOf());

      expect(run).toMatchObject({ state: "SUCCESS", result });
      expect(nodes.map((node) => node.attempts)).toEqual(attempts);
    },
  );

  it("runs what it was running when it was killed once more, and no more than that", () => {
    expect(pages.timesAsked("alone")).toBe(2);
  });

  it("does not run again what must not run twice, and keeps it as a dead letter", async () => {
    expect(await api.finish(once)).toMatchObject({
      state: "FAILURE",
      error: { type: "WorkerLostError", message: expect.stringContaining("acks_late") },
    });
    expect(pages.timesAsked("once")).toBe(1);
    expect((await api.get("/api/dead-letters")).body).toMatchObject({
      dead_letters: [{ task_id: once, reason: "worker_lost" }],
    });
  });

  it("does not run twice what it runs for half a minute, its lease renewed", async () => {
    const { nodes, ...run } = await api.finish(long);

    // A message is written, read and deleted.
    expect(run).toMatchObject({ state: "SUCCESS", result: 30, cost: { queue_operations: 3 } });
    expect(nodes).toMatchObject([{ attempts: 1 }]);
  });

  it("runs what is due in a minute within the second, and not before", async ({ annotate }) => {
    const { nodes } = await api.finish(inAMinute);
    const lateMs = Date.parse(nodes[0]?.started_at ?? "") - eta;

    await annotate(`${lateMs} ms late`);
    expect(lateMs).toBeGreaterThanOrEqual(0);
    expect(lateMs).toBeLessThan(1000);
  });

  /** Waits until so many tasks of the run are in these states, and none in another. */
  async function untilCounted(runId: string, counts: FinishedRun["counts"]): Promise<void> {
    for (;;) {
      const { body: run } = await api.get(`/api/runs/${runId}`);

      if (isDeepStrictEqual((run as FinishedRun).counts, counts)) {
        return;
      }
    }
  }
});
