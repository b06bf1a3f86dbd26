import { describe, expect, test } from "vitest";

import { chain, chord, group } from "../../shared/canvas/builders.ts";
import { runEager } from "../../worker/run-eager.ts";
import { add, mul, xsum } from "../../worker/tasks/arithmetic.ts";
import { echo } from "../../worker/tasks/echo.ts";
import { fail } from "../../worker/tasks/fail.ts";

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
