import { describe, expect, test } from "vitest";

import type { Outcome } from "../../../shared/engine/outcome.ts";
import { executeTask } from "../../../shared/task/execute.ts";
import type { TaskOptions } from "../../../shared/task/options.ts";
import type { CallLimits } from "../../../shared/wire/rpc.ts";
import { execution, oneOff, ports } from "./sample-tasks.ts";

interface Timer {
  readonly ms: number;
  readonly fire: () => void;
}

/** A task that ends when the test says so, under limits that pass when the test says so. */
function start(
  options: TaskOptions,
  limits: CallLimits = {},
): {
  readonly timers: readonly Timer[];
  readonly signal: AbortSignal;
  readonly end: PromiseWithResolvers<unknown>;
  readonly outcome: Promise<Outcome>;
} {
  const timers: Timer[] = [];
  const end = Promise.withResolvers<unknown>();
  const aborter = new AbortController();
  const after = (ms: number, callback: () => void): (() => void) => {
    const timer = { ms, fire: callback };
    timers.push(timer);

    return () => void timers.splice(timers.indexOf(timer), 1);
  };
  const outcome = executeTask(
    oneOff(() => end.promise, options),
    execution({ limits }),
    ports({ aborter, after }),
  );

  return { timers, signal: aborter.signal, end, outcome };
}

function fire(timers: readonly Timer[], ms: number): void {
  const timer = timers.find((one) => one.ms === ms);

  expect(timer, `a timer of ${ms} ms`).toBeDefined();
  timer?.fire();
}

describe("at the soft limit", () => {
  test("the signal is aborted, and a task that lets that pass fails with it", async () => {
    const { timers, signal, end, outcome } = start({ softTimeLimit: 2 });
    signal.addEventListener("abort", () => end.reject(signal.reason));

    fire(timers, 2000);

    await expect(outcome).resolves.toMatchObject({
      kind: "failure",
      error: { type: "SoftTimeLimitExceeded", message: "Soft time limit (2s) exceeded" },
    });
  });

  test("a task may clean up and succeed", async () => {
    const { timers, end, outcome } = start({ softTimeLimit: 2 });

    fire(timers, 2000);
    end.resolve("tidy");

    await expect(outcome).resolves.toEqual({ kind: "success", value: '"tidy"' });
  });

  test("a task may want to be retried for it", async () => {
    const { timers, signal, end, outcome } = start({
      softTimeLimit: 2,
      autoretryFor: ["SoftTimeLimitExceeded"],
    });
    signal.addEventListener("abort", () => end.reject(signal.reason));

    fire(timers, 2000);

    await expect(outcome).resolves.toMatchObject({ kind: "retry" });
  });
});

describe("at the hard limit", () => {
  test("the task has failed, though it never ends; its signal tells it", async () => {
    const { timers, signal, outcome } = start({ timeLimit: 3 });

    fire(timers, 3000);

    await expect(outcome).resolves.toMatchObject({
      kind: "failure",
      error: { type: "TimeLimitExceeded", message: "Hard time limit (3s) exceeded" },
    });
    expect(signal.reason).toMatchObject({ name: "TimeLimitExceeded" });
  });

  test.each([
    ["result", (end: PromiseWithResolvers<unknown>) => end.resolve("late")],
    ["error", (end: PromiseWithResolvers<unknown>) => end.reject(new Error("late"))],
  ])("a late %s is dropped", async (_, settle) => {
    const { timers, end, outcome } = start({ timeLimit: 3 });

    fire(timers, 3000);
    settle(end);

    await expect(outcome).resolves.toMatchObject({ error: { type: "TimeLimitExceeded" } });
  });

  test("no policy retries the task", async () => {
    const { timers, outcome } = start({ timeLimit: 3, autoretryFor: [Error] });

    fire(timers, 3000);

    await expect(outcome).resolves.toMatchObject({ kind: "failure" });
  });
});

test("a call's limits win over the task's", async () => {
  const { timers, end, outcome } = start(
    { softTimeLimit: 2, timeLimit: 3 },
    { softTimeLimit: 5, timeLimit: 9 },
  );

  expect(new Set(timers.map(({ ms }) => ms))).toEqual(new Set([5000, 9000]));
  end.resolve(null);
  await outcome;
});

test("a task that ends in time leaves no timer behind, and its signal alone", async () => {
  const { timers, signal, end, outcome } = start({ softTimeLimit: 2, timeLimit: 3 });

  end.resolve(1);
  await outcome;

  expect(timers).toEqual([]);
  expect(signal.aborted).toBe(false);
});

test("a task without a limit has no timer of its own", async () => {
  const { timers } = start({});

  expect(timers).toEqual([]);
});
