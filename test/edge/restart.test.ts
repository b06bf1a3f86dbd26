import { beforeAll, describe, expect, it } from "vitest";

import type { ServerFrame } from "../../shared/wire/frames.ts";
import { chain, chord, group, s, withOptions } from "../reference/signatures.ts";
import type { FinishedRun } from "./api.ts";
import { useBuiltWorker } from "./use-built-worker.ts";
import { countsIn, isEnd, lastSeqOf, seqsOf, watchRun } from "./watch.ts";

const QUICK = Array.from({ length: 100 }, (_, index) => s("add", index, 1));
// They sleep in a queue of their own, until long after the kill.
const SLOW = Array.from({ length: 98 }, () => withOptions(s("sleep", 3), { queue: "low" }));
const HEADER_RESULTS = [...QUICK.map((_, index) => index + 1), ...SLOW.map(() => 3)];

/** 200 tasks: the header, its body and one more. */
const CANVAS = chain(chord([...QUICK, ...SLOW], s("echo")), s("xsum"));

// Healing takes some 30 s: the local queues lose what they hold, and a message is called lost only by evidence.
describe("a Worker that is killed and started again on the same storage", () => {
  const { worker, api } = useBuiltWorker();
  let finished: FinishedRun;
  let seenBefore: readonly ServerFrame[];
  let cutOffId: string;
  let doneAtRestart: number;
  let barelyAcceptedId: string;
  let seenAfter: Promise<readonly ServerFrame[]>;

  beforeAll(async () => {
    finished = await api.finish(await api.submit(canvasWithLargeResults(), { name: "kept" }));

    cutOffId = await api.submit(CANVAS);
    seenBefore = await watchRun(worker.origin, cutOffId).until(
      (frame) => (countsIn(frame)["SUCCESS"] ?? 0) > 0,
    );
    barelyAcceptedId = await api.submit(group(s("add", 1, 1), s("add", 2, 2)));
    await worker.restart();

    const { body } = await api.get(`/api/runs/${cutOffId}`);
    doneAtRestart = (body as FinishedRun).counts.SUCCESS ?? 0;
    seenAfter = watchRun(worker.origin, cutOffId, { since: lastSeqOf(seenBefore) }).until(isEnd);
  });

  it("ends a run of 200 tasks that it was in the middle of", async () => {
    expect(doneAtRestart).toBeGreaterThan(0);
    expect(doneAtRestart).toBeLessThan(HEADER_RESULTS.length);

    const run = await api.finish(cutOffId);

    expect(run).toMatchObject({
      state: "SUCCESS",
      result: HEADER_RESULTS.reduce((sum, result) => sum + result),
      error: null,
      counts: { SUCCESS: 200 },
    });
    expect(run.nodes.map(({ result }) => result)).toEqual([
      ...HEADER_RESULTS,
      HEADER_RESULTS,
      run.result,
    ]);
    // That a task is sent again is no attempt of its own: nobody asked for a second one.
    expect(run.nodes.filter(({ attempts }) => attempts !== 1)).toEqual([]);
  });

  it("shows a watcher that comes back what it missed, under numbers that only grow", async () => {
    const frames = [...seenBefore, ...(await seenAfter)];

    expect(seqsOf(frames)).toEqual(seqsOf(frames).toSorted((a, b) => a - b));
    expect(countsIn(frames.at(-1) as ServerFrame)).toEqual({ SUCCESS: 200 });

    const groups = frames.flatMap((frame) => (frame.type === "end" ? [] : frame.groups));

    expect(groups.at(-1)).toMatchObject({ size: 198, counts: { SUCCESS: 198 } });
  });

  it("runs what it had only just accepted", async () => {
    expect(await api.finish(barelyAcceptedId)).toMatchObject({
      state: "SUCCESS",
      result: [2, 4],
    });
  });

  it("keeps the runs that were final", async () => {
    const { cost: _, ...kept } = finished;

    expect(await api.finish(finished.run_id)).toMatchObject(kept);
  });

  it("keeps what they cost, but for the request that was the last", async () => {
    const { cost } = await api.finish(finished.run_id);

    expect(cost.queue_operations).toBe(finished.cost.queue_operations);
    expect(cost.do_requests).toBe(finished.cost.do_requests - 1);
    expect(cost.rows_written).toBeGreaterThan(0);
    expect(cost.rows_written).toBeLessThan(finished.cost.rows_written);
  });

  it("keeps everything through another restart", async () => {
    const ids = [finished.run_id, cutOffId, barelyAcceptedId];
    const before = await Promise.all(ids.map((id) => api.finish(id)));

    await worker.restart();

    for (const { cost: _, ...kept } of before) {
      expect(await api.finish(kept.run_id)).toMatchObject(kept);
    }

    expect((await api.get("/api/runs")).body).toMatchObject({
      runs: ids.toReversed().map((id) => ({ run_id: id, state: "SUCCESS" })),
    });
  });
});

/** Results of more than a kilobyte lie apart from the run's state. */
function canvasWithLargeResults(): ReturnType<typeof chord> {
  return chord([s("echo", "x".repeat(5000)), s("echo", "y")], s("echo"));
}
