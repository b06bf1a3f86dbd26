import { assert, asyncProperty, json, oneof, string } from "fast-check";
import { describe, expect, test } from "vitest";

import type { Outcome } from "../../../shared/engine/outcome.ts";
import type { TaskContext } from "../../../shared/task/context.ts";
import { ValueError } from "../../../shared/task/errors.ts";
import { executeTask } from "../../../shared/task/execute.ts";
import { taskRegistry } from "../../../shared/task/registry.ts";
import { double, execution, gather, oneOff, ports, range, sub } from "./sample-tasks.ts";

const registry = taskRegistry([sub, gather, range]);

function call(task: string, args: unknown, kwargs: unknown = {}): Promise<Outcome> {
  return executeTask(registry, execution({ task, call: JSON.stringify([args, kwargs]) }), ports());
}

function run(body: (context: TaskContext) => unknown): Promise<Outcome> {
  return executeTask(oneOff(body), execution(), ports());
}

function failure(type: string, message: unknown): unknown {
  return {
    kind: "failure",
    error: {
      type,
      message,
      traceback: expect.toSatisfy((text) => text === null || typeof text === "string"),
    },
  };
}

describe("a call", () => {
  test("succeeds with its result as JSON", async () => {
    await expect(call("sub", [5, 2])).resolves.toEqual({ kind: "success", value: "3" });
  });

  test("fails with TypeError when its arguments do not bind", async () => {
    await expect(call("sub", [5])).resolves.toEqual(
      failure("TypeError", "sub() missing 1 required positional argument: 'y'"),
    );
  });

  test("fails with TypeError when an argument has the wrong type", async () => {
    await expect(call("sub", [5, null])).resolves.toEqual(
      failure("TypeError", "sub() argument 'y': expected number, received null; got null"),
    );
  });

  test("is held to a rule over several arguments", async () => {
    await expect(call("range", [3, 1])).resolves.toEqual(
      failure("TypeError", expect.stringContaining("low must not exceed high")),
    );
  });

  test("of a task that is not registered fails by Celery's name for it", async () => {
    await expect(call("nope", [])).resolves.toEqual(
      failure("NotRegistered", 'Task "nope" is not registered.'),
    );
  });

  test("cannot reach what every object inherits", async () => {
    await expect(call("constructor", [])).resolves.toMatchObject({
      kind: "failure",
      error: { type: "NotRegistered" },
    });
  });

  test("that is no call fails and does not reject", async () => {
    await assert(
      asyncProperty(oneof(string(), json()), async (text) => {
        expect(
          (await executeTask(registry, execution({ task: "sub", call: text }), ports())).kind,
        ).toBe("failure");
      }),
    );
  });
});

describe("what a task throws", () => {
  test("is kept by name, message and traceback", async () => {
    await expect(
      run(() => {
        throw new ValueError("boom");
      }),
    ).resolves.toEqual({
      kind: "failure",
      error: {
        type: "ValueError",
        message: "boom",
        traceback: expect.stringContaining("execute.test.ts"),
      },
    });
  });

  test("goes by the name of its class when it sets none", async () => {
    class CardDeclined extends Error {}

    await expect(run(() => Promise.reject(new CardDeclined("no")))).resolves.toEqual(
      failure("CardDeclined", "no"),
    );
  });

  test.each([
    ["a string", "plain", "plain"],
    ["nothing", undefined, "The task threw nothing."],
    ["null", null, "The task threw null."],
    ["a number", 42, "The task threw 42."],
    ["a symbol", Symbol("s"), "The task threw a symbol."],
    ["an object", { code: 1 }, "The task threw an object."],
  ])("may be %s", async (_, thrown, message) => {
    await expect(run(() => Promise.reject(thrown))).resolves.toEqual(failure("Error", message));
  });

  test("may have a message that is no text", async () => {
    await expect(
      run(() => Promise.reject(Object.assign(new Error("x"), { message: 5, name: null }))),
    ).resolves.toEqual(failure("null", "5"));
  });

  test("may be made so that nobody can read it", async () => {
    const unreadable = new Proxy(new Error("x"), {
      get() {
        throw new Error("no");
      },
      getPrototypeOf() {
        throw new Error("no");
      },
    });

    await expect(run(() => Promise.reject(unreadable))).resolves.toEqual(
      failure("Error", "The task threw something that cannot be read."),
    );
  });

  test("is cut to what a row should hold", async () => {
    const outcome = await run(() => Promise.reject(new Error("x".repeat(10_000))));

    expect(outcome).toMatchObject({
      error: {
        message: `${"x".repeat(999)}…`,
        traceback: expect.toSatisfy((text: string) => text.length === 3000),
      },
    });
  });
});

describe("what a task returns", () => {
  test.each([
    ["nothing", undefined, "null"],
    ["null", null, "null"],
    ["a date", new Date(0), '"1970-01-01T00:00:00.000Z"'],
    ["an object with undefined inside", { a: undefined, b: 1 }, '{"b":1}'],
    ["an object without a prototype", Object.assign(Object.create(null), { a: 1 }), '{"a":1}'],
  ])("may be %s", async (_, value, text) => {
    await expect(run(() => value)).resolves.toEqual({ kind: "success", value: text });
  });

  const cycle: { self?: unknown } = {};
  cycle.self = cycle;

  test.each([
    ["a function", () => 1, "it() returned a function, which is not JSON."],
    [
      "a function inside",
      { a: { on: () => 1 } },
      'it() returned a function (at "on"), which is not JSON.',
    ],
    ["a BigInt", 5n, "it() returned the BigInt 5, which is not JSON."],
    ["a symbol", Symbol("s"), "it() returned a symbol, which is not JSON."],
    ["NaN", Number.NaN, "it() returned NaN, which is not JSON."],
    [
      "Infinity inside",
      [1, Number.POSITIVE_INFINITY],
      'it() returned Infinity (at "1"), which is not JSON.',
    ],
    ["a Map", new Map([[1, 2]]), "it() returned an instance of Map, which is not JSON."],
    ["itself", cycle, "it() returned a value that contains itself, which is not JSON."],
  ])("must not be %s", async (_, value, message) => {
    await expect(run(() => value)).resolves.toEqual(failure("TypeError", message));
  });

  test("must not be nested more deeply than JSON goes", async () => {
    const outcome = await run(() => JSON.parse("[".repeat(100_000) + "]".repeat(100_000)));

    expect(outcome).toEqual(
      failure("TypeError", "it() returned a value nested too deeply for JSON."),
    );
  });

  test("must fit into a row, counted in bytes and not in characters", async () => {
    await expect(run(() => "x".repeat(1_899_998))).resolves.toMatchObject({ kind: "success" });
    await expect(run(() => "é".repeat(950_000))).resolves.toEqual(
      failure(
        "PayloadTooLarge",
        "The result of it() is 1900002 bytes of JSON; at most 1900000 can be kept.",
      ),
    );
  });

  test("of 10 MB is a failure that says what can be kept", async () => {
    await expect(run(() => "x".repeat(10_000_000))).resolves.toEqual(
      failure(
        "PayloadTooLarge",
        "The result of it() is 10000002 bytes of JSON; at most 1900000 can be kept.",
      ),
    );
  });

  test("must be what the task promised", async () => {
    const liar = {
      ...sub,
      invoke: () => ({ ok: true, returned: Promise.resolve("three") }) as const,
    };

    await expect(
      executeTask(taskRegistry([liar]), execution({ task: "sub", call: "[[5,2],{}]" }), ports()),
    ).resolves.toEqual(
      failure("TypeError", 'sub() result: expected number, received string; got "three"'),
    );
  });
});

describe("map and starmap", () => {
  const inner = sub.signature([]).toJSON();

  test("starmap calls the task with each list of arguments", async () => {
    await expect(
      call("celery.starmap", [], {
        task: inner,
        it: [
          [5, 2],
          [9, 1],
        ],
      }),
    ).resolves.toEqual({
      kind: "success",
      value: "[3,8]",
    });
  });

  test("map calls the task with each item as its one argument", async () => {
    const keep = taskRegistry([double]);
    const text = JSON.stringify([[], { task: double.signature([]).toJSON(), it: [1, 2] }]);

    await expect(
      executeTask(keep, execution({ task: "celery.map", call: text }), ports()),
    ).resolves.toEqual({
      kind: "success",
      value: "[2,4]",
    });
  });

  test("one bad item fails the whole and the later ones are not called", async () => {
    const seen: unknown[] = [];
    const tasks = oneOff(() => seen.push("ran"));
    const text = JSON.stringify([[], { task: { task: "it" }, it: [[], [1], []] }]);
    const outcome = await executeTask(
      tasks,
      execution({ task: "celery.starmap", call: text }),
      ports(),
    );

    expect(outcome).toEqual(
      failure("TypeError", "it() takes 0 positional arguments but 1 was given"),
    );
    expect(seen).toEqual(["ran"]);
  });

  test("a starmap of what are no lists is a TypeError", async () => {
    await expect(call("celery.starmap", [], { task: inner, it: [1] })).resolves.toMatchObject({
      kind: "failure",
      error: { type: "TypeError", message: expect.stringContaining("'it'[0]") },
    });
  });
});
