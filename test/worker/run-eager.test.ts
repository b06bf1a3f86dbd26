import { describe, expect, test } from "vitest";
import { z } from "zod";

import { chain, chord, each, group } from "../../shared/canvas/builders.ts";
import { defineTask } from "../../shared/task/define.ts";
import { taskRegistry } from "../../shared/task/registry.ts";
import { runEager } from "../../worker/run-eager.ts";
import { add, mul, xsum } from "../../worker/tasks/arithmetic.ts";
import { echo } from "../../worker/tasks/echo.ts";
import { fail } from "../../worker/tasks/fail.ts";
import { flaky } from "../../worker/tasks/flaky.ts";
import { sleep } from "../../worker/tasks/sleep.ts";

describe("runEager", () => {
  test("runs a canvas as production does, without a queue", async () => {
    const header = [0, 1, 2].map((i) => add.s(i, i));
    const run = await runEager(chain(chord(header, xsum.s()), mul.s(10)));

    expect(run).toMatchObject({ state: "SUCCESS", result: 60, error: null });
    expect(run.nodes.map(({ name, state }) => `${name} ${state}`)).toEqual([
      "add SUCCESS",
      "add SUCCESS",
      "add SUCCESS",
      "xsum SUCCESS",
      "mul SUCCESS",
    ]);
  });

  test("spreads a failure and calls the errback", async () => {
    const run = await runEager(chain(fail.s(), echo.s()).onError(echo.s()));

    expect(run).toMatchObject({
      state: "FAILURE",
      error: { type: "ValueError", message: "boom", task_id: `${run.run_id}.0` },
    });
    expect(run.nodes.map(({ state }) => state)).toEqual(["FAILURE", "FAILURE", "SUCCESS"]);
    expect(run.nodes[2]?.result).toBe(`${run.run_id}.0`);
  });

  test("takes Celery's JSON as it takes builders", async () => {
    expect(await runEager(group(add.s(1, 1), add.s(2, 2)).toJSON())).toMatchObject({
      result: [2, 4],
    });
  });

  test("runs retries at once, as many as are asked for", async () => {
    const run = await runEager(chain(flaky.s(2).set({ countdown: 3600 }), add.s(40)));

    expect(run).toMatchObject({ state: "SUCCESS", result: 42 });
    expect(run.nodes[0]).toMatchObject({ retries: 2, attempts: 3 });
  });

  test("gives up when a call has had its retries", async () => {
    const run = await runEager({ ...flaky.s(5, 60).toJSON(), options: { max_retries: 1 } });

    expect(run).toMatchObject({
      state: "FAILURE",
      error: { type: "ValueError", message: "failure 2 of 5" },
    });
    expect(run.nodes[0]).toMatchObject({ retries: 1, attempts: 2 });
  });

  test("waits for no eta", async () => {
    const options = { eta: "2999-01-01T00:00:00Z" };

    expect(await runEager({ ...add.s(1, 1).toJSON(), options })).toMatchObject({ result: 2 });
  });

  test("holds a task to its call's time limit", async () => {
    const run = await runEager({ ...sleep.s(60).toJSON(), options: { time_limit: 0.001 } });

    expect(run).toMatchObject({ state: "FAILURE", error: { type: "TimeLimitExceeded" } });
  });

  test("calls a task for each item of a list that an earlier one returned", async () => {
    const run = await runEager(
      chain(group(add.s(0, 1), add.s(1, 1), add.s(1, 2)), each(mul.s(10)), xsum.s()),
    );

    expect(run).toMatchObject({ state: "SUCCESS", result: 60 });
  });

  test("runs what a task puts in its place", async () => {
    const forked = defineTask({
      name: "forked",
      description: "Adds in two tasks.",
      args: z.object({ x: z.number() }),
      returns: z.number(),
      run: ({ x }, { replace }) => replace(chord([add.s(x, 1), add.s(x, 2)], xsum.s())),
    });
    const run = await runEager(
      chain(forked.s(10), mul.s(2)),
      taskRegistry([forked, add, mul, xsum]),
    );

    expect(run).toMatchObject({ state: "SUCCESS", result: 46 });
  });

  test("fails a task that puts something in its place which cannot be run", async () => {
    const broken = defineTask({
      name: "broken",
      description: "Asks for what is not there.",
      args: z.object({}),
      returns: z.unknown(),
      run: (_, { replace }) => replace(add.s(1, 1)),
    });

    expect(await runEager(broken.s(), taskRegistry([broken]))).toMatchObject({
      state: "FAILURE",
      error: { type: "TypeError", message: expect.stringContaining('No task "add" is registered') },
    });
  });

  test("takes a call for any queue", async () => {
    expect(await runEager(add.s(1, 1).set({ queue: "somewhere" }))).toMatchObject({ result: 2 });
  });

  test("refuses what could not be submitted, naming the place", async () => {
    const canvas = {
      ...chain(add.s(1, 1), add.s(2)).toJSON(),
      kwargs: { tasks: [{ task: "nope" }] },
    };

    await expect(runEager(canvas)).rejects.toThrow('canvas.kwargs.tasks[0].task: No task "nope"');
  });
});
