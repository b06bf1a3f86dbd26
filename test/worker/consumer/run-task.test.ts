import { describe, expect, test } from "vitest";
import { z } from "zod";

import type { TaskContext } from "../../../shared/task/context.ts";
import { defineTask } from "../../../shared/task/define.ts";
import { Terminated } from "../../../shared/task/errors.ts";
import type { TaskOptions } from "../../../shared/task/options.ts";
import { taskRegistry } from "../../../shared/task/registry.ts";
import type { ReportItem } from "../../../shared/wire/rpc.ts";
import { type RunnableJob, buriedTask, runTask } from "../../../worker/consumer/run-task.ts";
import { Stop } from "../../../worker/consumer/stop.ts";
import { echo } from "../../../worker/tasks/echo.ts";
import { TestClock, delivery, runId, taskMessage } from "./deliveries.ts";

const message = taskMessage({ task: "it", node: 3, attempt: 2, call: "[[],{}]" });
const job: RunnableJob = {
  job: { delivery: delivery(message), message },
  taskId: message.run,
  retries: 1,
  limits: { maxRetries: 1 },
  holder: { claimId: "claim", messageId: "m", deliveries: 1, startedAt: 1000 },
  staysAlone: false,
  call: "[[],{}]",
};

function run(
  body: (context: TaskContext) => unknown,
  options: TaskOptions = {},
  clock = new TestClock(),
  stop = new Stop(),
): Promise<ReportItem> {
  const tasks = taskRegistry([
    defineTask({
      name: "it",
      description: "Runs.",
      args: z.object({}),
      returns: z.unknown(),
      run: (_, context) => body(context),
      ...options,
    }),
  ]);

  return runTask(
    job,
    { stop, tell: () => {} },
    {
      tasks,
      now: () => 1000,
      random: () => 0.5,
      after: clock.after,
      apply: async () => runId(5),
      compile: () => ({ ok: false, problems: [] }),
    },
  );
}

describe("a task that runs", () => {
  test("is reported with the attempt it was granted", async () => {
    expect(await run(() => "done")).toEqual({
      run: message.run,
      node: 3,
      attempt: 2,
      startedAt: 1000,
      outcome: { kind: "success", value: '"done"' },
      logs: [],
    });
  });

  test("sees who it is, and a key that stays the same when it is executed again", async () => {
    const { outcome } = await run(
      ({ taskId, runId: run_id, retries, attempt, idempotencyKey }) => ({
        taskId,
        run_id,
        retries,
        attempt,
        idempotencyKey,
      }),
    );
    const taskId = message.run;

    expect(outcome.kind === "success" && JSON.parse(outcome.value)).toEqual({
      taskId,
      run_id: message.run,
      retries: 1,
      attempt: 2,
      idempotencyKey: taskId,
    });
  });

  test("may log, within measure, also when it fails", async () => {
    const { logs, outcome } = await run(({ log }) => {
      for (let line = 0; line < 150; line += 1) {
        log(`${line}`.padEnd(2000, "."));
      }

      throw new Error("late");
    });

    expect(outcome.kind).toBe("failure");
    expect(logs).toHaveLength(100);
    expect(logs[99]).toEqual({ at: 1000, message: "99".padEnd(1000, ".") });
  });

  test("is held to what its call said: no retry is left", async () => {
    const { outcome } = await run(({ retry }) => retry({ error: new Error("spent") }), {
      maxRetries: 9,
    });

    expect(outcome).toMatchObject({ kind: "failure", error: { message: "spent" } });
  });

  test("is reported at its hard limit, and what it still logs is dropped", async () => {
    const clock = new TestClock();
    const late = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    const reported = run(
      async ({ log }) => {
        log("in time");
        await late.promise;
        log("too late");
        ended.resolve();
      },
      { timeLimit: 5 },
      clock,
    );

    await clock.advance();
    const { outcome, logs } = await reported;
    late.resolve();
    await ended.promise;

    expect(outcome).toMatchObject({ kind: "failure", error: { type: "TimeLimitExceeded" } });
    expect(logs).toEqual([{ at: 1000, message: "in time" }]);
  });

  test("may submit a run of its own", async () => {
    const { outcome } = await run(({ apply }) => apply(echo.s(1)));

    expect(outcome).toEqual({ kind: "success", value: JSON.stringify(runId(5)) });
  });
});

test("a message that Cloudflare gave up is a failure of its task, so that its run ends", () => {
  expect(buriedTask(message, 7)).toMatchObject({
    node: 3,
    attempt: 2,
    outcome: { kind: "failure", error: { type: "WorkerLostError" } },
  });
});

describe("a task that is terminated", () => {
  test("gets the reason by its signal, and what it makes of it is recorded", async () => {
    const stop = new Stop();
    const running = run(
      ({ signal }) =>
        new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
      {},
      new TestClock(),
      stop,
    );

    stop.stop(new Terminated("revoked"));

    expect((await running).outcome).toMatchObject({
      kind: "failure",
      error: { type: "Terminated", message: "revoked" },
    });
  });

  test("is not waited for when it does not listen", async () => {
    const stop = new Stop();
    const running = run(() => new Promise(() => {}), {}, new TestClock(), stop);

    stop.stop(new Terminated("revoked"));

    expect((await running).outcome).toMatchObject({ error: { type: "Terminated" } });
  });
});
