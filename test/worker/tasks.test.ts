import { describe, expect, test } from "vitest";

import type { JsonObject } from "../../shared/canvas/json.ts";
import type { TaskContext } from "../../shared/task/context.ts";
import { perform } from "../../shared/task/perform.ts";
import { taskRegistry } from "../../shared/task/registry.ts";
import type { ExpireReply, ExpiryPlace } from "../../shared/wire/rpc.ts";
import { tasks } from "../../worker/registry.ts";
import { cleanupTask } from "../../worker/tasks/cleanup.ts";

function context(overrides: Partial<TaskContext> = {}): TaskContext {
  return {
    taskId: "run.0",
    runId: "run",
    retries: 0,
    attempt: 1,
    signal: new AbortController().signal,
    idempotencyKey: "run.0",
    log: () => {},
    apply: () => Promise.reject(new Error("no runs here")),
    updateState: () => {},
    replace: () => {
      throw new Error("nothing is put in place here");
    },
    retry: () => {
      throw new Error("no retries here");
    },
    ...overrides,
  };
}

function call(task: string, args: readonly unknown[], kwargs: JsonObject = {}): Promise<unknown> {
  return perform(tasks, { task, args, kwargs }, context());
}

test.each([
  ["add", [2, 3], 5],
  ["mul", [2, 3], 6],
  ["xsum", [[1, [2, [3]], []]], 6],
  ["echo", [1], 1],
  ["echo", [1, 2], [1, 2]],
  ["echo", [], []],
  ["sleep", [0], 0],
  ["count_to", [3, 0], 3],
])("%s(%j) is %j", async (task, args, result) => {
  await expect(call(task, args)).resolves.toEqual(result);
});

describe("fail", () => {
  test("raises ValueError boom, whatever it is given", async () => {
    await expect(call("fail", [1, "x"])).rejects.toMatchObject({
      name: "ValueError",
      message: "boom",
    });
  });

  test("raises the message it is given by keyword", async () => {
    await expect(call("fail", [], { message: "bang" })).rejects.toMatchObject({
      name: "ValueError",
      message: "bang",
    });
  });
});

test.each([
  ["sleep", [60]],
  ["count_to", [2, 60]],
])("%s wakes with the reason when it is aborted", async (task, args) => {
  const aborted = context({ signal: AbortSignal.abort(new Error("revoked")) });

  await expect(perform(tasks, { task, args, kwargs: {} }, aborted)).rejects.toThrow("revoked");
});

test.each([
  [3, [1, 2, 3]],
  [1000, Array.from({ length: 100 }, (_, percent) => (percent + 1) * 10)],
])("count_to(%i) tells how far it got, at most once a percent", async (n, counts) => {
  const told: unknown[] = [];
  const counting = { task: "count_to", args: [n, 0], kwargs: {} };

  await perform(tasks, counting, context({ updateState: ({ meta }) => void told.push(meta) }));
  expect(told).toEqual(counts.map((current) => ({ current, total: n })));
});

describe("matrix_multiply", () => {
  test("multiplies: 2 x 2 by hand", async () => {
    // [[0, 7], [4, 1]] x [[0, 1], [2, 3]] = [[14, 21], [2, 7]]
    await expect(call("matrix_multiply", [2])).resolves.toEqual({ size: 2, trace: 21, total: 44 });
  });

  test("its results are gathered by log_matrix_summary, one line each", async () => {
    const lines: string[] = [];
    const one = { size: 2, trace: 21, total: 44 };
    const summary = { task: "log_matrix_summary", args: [[one, one]], kwargs: {} };

    await expect(
      perform(tasks, summary, context({ log: (line) => lines.push(line) })),
    ).resolves.toEqual({ matrices: 2, trace: 42, total: 88 });
    expect(lines).toEqual(["2 x 2: trace 21, total 44", "2 x 2: trace 21, total 44"]);
    await expect(call("log_matrix_summary", [one])).resolves.toMatchObject({ matrices: 1 });
  });
});

describe("word_count", () => {
  test("counts words of any script, whatever their case", async () => {
    await expect(
      call("word_count", ["Der Hund, der bellt – isn't über-groß. 犬"]),
    ).resolves.toEqual({
      der: 2,
      hund: 1,
      bellt: 1,
      "isn't": 1,
      "über-groß": 1,
      犬: 1,
    });
  });

  test("is merged with others", async () => {
    await expect(call("merge_counts", [[{ a: 1, b: 2 }, { b: 3 }, {}]])).resolves.toEqual({
      a: 1,
      b: 5,
    });
  });
});

test("cleanup goes through every shard slice by slice, and adds up what they removed", async () => {
  const place: ExpiryPlace = { run: null, bucket: 7, part: 0 };
  const asked: (ExpiryPlace | null)[] = [];
  const sliced = async (from: ExpiryPlace | null): Promise<ExpireReply> => {
    asked.push(from);

    return from === null ? { runs: 2, tasks: 300, next: place } : { runs: 0, tasks: 5, next: null };
  };
  const cleaning = taskRegistry([cleanupTask({ shards: async () => [sliced, sliced] })]);

  await expect(
    perform(cleaning, { task: "cleanup", args: [], kwargs: {} }, context()),
  ).resolves.toEqual({ runs: 4, tasks: 610 });
  expect(asked).toEqual([null, null, place, place]);
});

describe("process_payment", () => {
  test("says that nothing was charged, and with which key it would be", async () => {
    await expect(call("process_payment", ["order-7", 19.99])).resolves.toEqual({
      order_id: "order-7",
      amount: 19.99,
      charged: false,
      idempotency_key: "run.0",
    });
  });

  test.each([
    [["order-7", 0], "Invalid payment of order order-7"],
    [["order-7", -5], "Invalid payment of order order-7"],
    [["order-7", 1.005], "at most two decimals; got 1.005."],
    [[" ", 5], "it names no order"],
    [["order-7", 10_000.01], "Declined: 10000.01 for order order-7 is over the limit of 10000."],
  ])("rejects %j for good", async (args, message) => {
    await expect(call("process_payment", args)).rejects.toMatchObject({
      name: "Reject",
      message: expect.stringContaining(message),
    });
  });

  test("never runs twice by itself", () => {
    expect(tasks.get("process_payment")?.options).toMatchObject({
      acksLate: false,
      queue: "payments",
    });
  });
});

function pixels(...rgba: readonly number[]): string {
  return new Uint8Array(rgba).toBase64();
}

describe("resize_image", () => {
  test("averages what lies under each pixel", async () => {
    const image = { width: 2, height: 1, rgba: pixels(0, 0, 0, 255, 100, 200, 50, 255) };

    await expect(call("resize_image", [image, 1, 1])).resolves.toEqual({
      width: 1,
      height: 1,
      rgba: pixels(50, 100, 25, 255),
    });
  });

  test("weighs pixels that are only partly covered", async () => {
    const image = {
      width: 3,
      height: 1,
      rgba: pixels(0, 0, 0, 0, 90, 90, 90, 90, 255, 255, 255, 255),
    };

    await expect(call("resize_image", [image, 2, 1])).resolves.toMatchObject({
      rgba: pixels(30, 30, 30, 30, 200, 200, 200, 200),
    });
  });

  test("to its own size changes nothing, and to a larger one repeats", async () => {
    const image = { width: 1, height: 2, rgba: pixels(1, 2, 3, 4, 5, 6, 7, 8) };

    await expect(call("resize_image", [image, 1, 2])).resolves.toEqual(image);
    await expect(call("resize_image", [image, 1, 4])).resolves.toMatchObject({
      rgba: pixels(1, 2, 3, 4, 1, 2, 3, 4, 5, 6, 7, 8, 5, 6, 7, 8),
    });
  });

  test("refuses pixels that do not fit the size", async () => {
    await expect(
      call("resize_image", [{ width: 2, height: 2, rgba: pixels(1, 2, 3, 4) }, 1, 1]),
    ).rejects.toMatchObject({
      name: "ValueError",
      message: "2 x 2 RGBA pixels are 16 bytes; got 4.",
    });
  });

  test("needs no pixels to be tried", async () => {
    await expect(call("resize_image", [{ width: 8, height: 8 }, 2, 2])).resolves.toMatchObject({
      width: 2,
      height: 2,
    });
  });
});

describe("send_email", () => {
  test("says that nothing was sent, and with which key it would be", async () => {
    await expect(call("send_email", ["a@example.com", "Hi", "there"])).resolves.toEqual({
      to: "a@example.com",
      subject: "Hi",
      delivered: false,
      idempotency_key: "run.0",
    });
  });

  test("refuses what is no address", async () => {
    await expect(call("send_email", ["nobody", "Hi", "there"])).rejects.toThrow("argument 'to'");
  });
});
