import { describe, expect, test } from "vitest";

import type { DeadReason } from "../../../shared/engine/dead-reasons.ts";
import type { Outcome } from "../../../shared/engine/outcome.ts";
import type { TaskContext } from "../../../shared/task/context.ts";
import { Ignore, Reject, Retry, ValueError } from "../../../shared/task/errors.ts";
import { executeTask } from "../../../shared/task/execute.ts";
import type { Execution } from "../../../shared/task/execution.ts";
import type { TaskOptions } from "../../../shared/task/options.ts";
import { taskRegistry } from "../../../shared/task/registry.ts";
import { double, execution, oneOff, ports } from "./sample-tasks.ts";

/** Half of what it may be: the dice show 0.5. */
function run(
  body: (context: TaskContext) => unknown,
  options: TaskOptions = {},
  overrides: Partial<Execution> = {},
): Promise<Outcome> {
  return executeTask(oneOff(body, options), execution(overrides), ports());
}

function raise(error: unknown): () => never {
  return () => {
    throw error;
  };
}

function failure(type: string, message: string, dead?: DeadReason): unknown {
  return {
    kind: "failure",
    error: expect.objectContaining({ type, message }),
    ...(dead !== undefined && { dead }),
  };
}

function retry(delayMs: number, type: string, message: string): unknown {
  return { kind: "retry", delayMs, error: expect.objectContaining({ type, message }) };
}

const boom = new ValueError("boom");

/** Says whether there was a retry left. */
function lastWords({ retry: again }: TaskContext): string {
  try {
    return again({ error: boom });
  } catch (error) {
    return error === boom ? "gave up" : "asked";
  }
}

describe("retry()", () => {
  test("runs the task again after its countdown, for the error it names", async () => {
    await expect(run((context) => context.retry({ countdown: 5, error: boom }))).resolves.toEqual(
      retry(5000, "ValueError", "boom"),
    );
  });

  test("waits the task's default when it names no time", async () => {
    await expect(run((context) => context.retry())).resolves.toEqual(
      retry(180_000, "Retry", "Retry in 180s"),
    );
    await expect(run((context) => context.retry(), { defaultRetryDelay: 2 })).resolves.toEqual(
      retry(2000, "Retry", "Retry in 2s"),
    );
  });

  test("never backs off by itself", async () => {
    const policy = { autoretryFor: [ValueError], retryBackoff: 60 };

    await expect(
      run((context) => context.retry({ error: boom }), policy, { retries: 2 }),
    ).resolves.toMatchObject({ delayMs: 180_000 });
  });

  test("fails with its error when all retries were made", async () => {
    await expect(
      run((context) => context.retry({ error: boom }), {}, { retries: 3 }),
    ).resolves.toEqual(failure("ValueError", "boom", "retries_exhausted"));
  });

  test("is no dead letter when it fails with another error than that of its last retry", async () => {
    const outcome = await run(
      (context) => {
        try {
          context.retry({ error: boom });
        } catch {
          throw new TypeError("gave up");
        }
      },
      {},
      { retries: 3 },
    );

    expect(outcome).toEqual(failure("TypeError", "gave up"));
  });

  test("fails as Celery says it when there is no error", async () => {
    await expect(
      run((context) => context.retry(), {}, { taskId: "run.7", retries: 3 }),
    ).resolves.toEqual(
      failure(
        "MaxRetriesExceededError",
        "Can't retry it[run.7] args:[] kwargs:{}",
        "retries_exhausted",
      ),
    );
  });

  test("shows the task that there is none left, so it may do something about it", async () => {
    await expect(run(lastWords, {}, { retries: 3 })).resolves.toEqual({
      kind: "success",
      value: '"gave up"',
    });
  });

  test.each([
    ["the request", { maxRetries: 1 }, { maxRetries: 9 }, { maxRetries: 9 }],
    ["the call", {}, { maxRetries: 1 }, { maxRetries: 9 }],
    ["the task", {}, {}, { maxRetries: 1 }],
  ])("%s says how many there are", async (_, request, limits, options) => {
    const asked = (retries: number): Promise<Outcome> =>
      run((context) => context.retry(request), options, { retries, limits });

    await expect(asked(0)).resolves.toMatchObject({ kind: "retry" });
    await expect(asked(1)).resolves.toMatchObject({ kind: "failure" });
  });

  test.each([
    ["the call", { maxRetries: null }, { maxRetries: 1 }],
    ["the task", {}, { maxRetries: null }],
  ])("%s may allow any number", async (_, limits, options) => {
    await expect(
      run((context) => context.retry(), options, { retries: 1_000_000, limits }),
    ).resolves.toMatchObject({ kind: "retry" });
  });

  test("that makes no sense is a ValueError of the task", async () => {
    await expect(run((context) => context.retry({ countdown: -1 }))).resolves.toMatchObject({
      kind: "failure",
      error: { type: "ValueError", message: expect.stringContaining("got -1") },
    });
  });

  test("inside a map has the whole map run again", async () => {
    const call = JSON.stringify([[], { task: { task: "it" }, it: [[]] }]);

    await expect(
      executeTask(
        oneOff((context) => context.retry({ countdown: 1 })),
        execution({ task: "celery.starmap", call }),
        ports(),
      ),
    ).resolves.toMatchObject({ kind: "retry", delayMs: 1000 });
  });
});

describe("autoretryFor", () => {
  class NetworkError extends Error {}
  class DnsError extends NetworkError {}

  test("retries what the task throws of a class, or of one derived from it", async () => {
    await expect(
      run(raise(new DnsError("who?")), { autoretryFor: [NetworkError] }),
    ).resolves.toEqual(retry(180_000, "DnsError", "who?"));
  });

  test("retries errors by their name too", async () => {
    const options = { autoretryFor: ["DnsError"], defaultRetryDelay: 1 };

    await expect(run(raise(new DnsError("who?")), options)).resolves.toMatchObject({
      kind: "retry",
    });
    await expect(run(raise(new NetworkError("no")), options)).resolves.toMatchObject({
      kind: "failure",
    });
  });

  test("leaves alone other errors, and what is no error", async () => {
    await expect(run(raise(boom), { autoretryFor: [NetworkError] })).resolves.toMatchObject({
      kind: "failure",
    });
    await expect(run(raise("Error"), { autoretryFor: [Error, "Error"] })).resolves.toEqual(
      failure("Error", "Error"),
    );
    await expect(
      run(raise({ name: "DnsError" }), { autoretryFor: ["DnsError"] }),
    ).resolves.toMatchObject({ kind: "failure" });
  });

  test("yields to dontAutoretryFor", async () => {
    const options = { autoretryFor: [NetworkError], dontAutoretryFor: [DnsError] };

    await expect(run(raise(new DnsError("who?")), options)).resolves.toEqual(
      failure("DnsError", "who?"),
    );
    await expect(run(raise(new NetworkError("no")), options)).resolves.toMatchObject({
      kind: "retry",
    });
  });

  test("waits a random part of a backoff that doubles and is capped", async () => {
    const options = { autoretryFor: [Error], retryBackoff: 4, retryBackoffMax: 10, maxRetries: 9 };
    const delays = await Promise.all(
      [0, 1, 2].map((retries) => run(raise(boom), options, { retries })),
    );

    expect(delays).toMatchObject([{ delayMs: 2000 }, { delayMs: 4000 }, { delayMs: 5000 }]);
  });

  test("waits the whole backoff without jitter", async () => {
    const options = { autoretryFor: [Error], retryBackoff: true, retryJitter: false } as const;

    await expect(run(raise(boom), options, { retries: 2 })).resolves.toMatchObject({
      delayMs: 4000,
    });
    await expect(
      run(raise(boom), { ...options, maxRetries: null }, { retries: 5000 }),
    ).resolves.toMatchObject({ delayMs: 600_000 });
  });

  test("fails with the original error when all retries were made", async () => {
    await expect(run(raise(boom), { autoretryFor: [Error] }, { retries: 3 })).resolves.toEqual(
      failure("ValueError", "boom", "retries_exhausted"),
    );
  });

  test.each([
    ["Ignore", new Ignore(), { kind: "ignored" }],
    ["Reject", new Reject("never"), failure("Reject", "never", "rejected")],
    ["Retry", new Retry(7), { kind: "retry", delayMs: 7, error: expect.anything() }],
  ])("does not touch %s", async (_, thrown, outcome) => {
    await expect(run(raise(thrown), { autoretryFor: [Error] })).resolves.toEqual(outcome);
  });

  test("does not retry arguments or a result that do not fit", async () => {
    const options = { autoretryFor: [Error] };

    await expect(run(() => 1, options, { call: "[[1],{}]" })).resolves.toMatchObject({
      kind: "failure",
      error: { type: "TypeError" },
    });
    await expect(run(() => 5n, options)).resolves.toMatchObject({
      kind: "failure",
      error: { type: "TypeError" },
    });
    const liar = taskRegistry([
      {
        ...double,
        options,
        invoke: () => ({ ok: true, returned: Promise.resolve("two") }) as const,
      },
    ]);
    await expect(
      executeTask(liar, execution({ task: "double", call: "[[1],{}]" }), ports()),
    ).resolves.toMatchObject({ kind: "failure", error: { type: "TypeError" } });
  });
});

describe("Reject", () => {
  test("is a failure for good", async () => {
    await expect(run(raise(new Reject("card declined")))).resolves.toEqual(
      failure("Reject", "card declined", "rejected"),
    );
  });

  test("hands its message back when it asks for that, whatever is retried", async () => {
    const rejected = raise(new Reject("not here", { requeue: true }));

    await expect(run(rejected, { autoretryFor: [Error] })).resolves.toMatchObject({
      kind: "requeue",
      error: { type: "Reject", message: "not here" },
    });
  });
});
