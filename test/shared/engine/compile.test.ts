import { describe, expect, it } from "vitest";

import { parseCanvas } from "../../../shared/canvas/parse.ts";
import type { TaskCatalog } from "../../../shared/engine/catalog.ts";
import { type Compiled, compileCanvas } from "../../../shared/engine/compile.ts";
import { MAX_CANVAS_NODES, MAX_VALUE_BYTES } from "../../../shared/engine/limits.ts";
import { revoke, startMemoryRun } from "../../../shared/engine/memory-run.ts";
import { runError } from "../../../shared/engine/run-views.ts";
import {
  chain,
  chord,
  chunks,
  group,
  map,
  onError,
  s,
  withOptions,
} from "../../reference/signatures.ts";
import { START, fail } from "../../support/hand-run.ts";
import { RUN_ID, anyTask } from "../../support/model-run.ts";

function compile(signature: unknown, catalog: TaskCatalog = anyTask): Compiled {
  const parsed = parseCanvas(signature);

  if (!parsed.ok) {
    throw new TypeError(JSON.stringify(parsed.errors));
  }

  return compileCanvas(parsed.canvas, catalog);
}

function problemsOf(signature: unknown, catalog?: TaskCatalog): unknown {
  const compiled = compile(signature, catalog);

  return compiled.ok ? [] : compiled.problems;
}

function times(count: number): ReturnType<typeof s>[] {
  return Array.from({ length: count }, () => s("echo"));
}

describe("a canvas of as many tasks as there may be", () => {
  it("compiles as a group, and is refused with one task more", () => {
    expect(compile(group(...times(MAX_CANVAS_NODES))).ok).toBe(true);
    expect(problemsOf(group(...times(MAX_CANVAS_NODES + 1)))).toMatchObject([
      { kind: "too-large", path: `canvas.kwargs.tasks[${MAX_CANVAS_NODES}]` },
    ]);
  });

  it("compiles as a chain, and ends without running out of stack when its first step fails", () => {
    const compiled = compile(onError(chain(...times(MAX_CANVAS_NODES - 1)), s("echo")));

    if (!compiled.ok) {
      throw new Error(JSON.stringify(compiled.problems));
    }

    const memory = startMemoryRun(RUN_ID, compiled.plan, START);

    fail(memory, 0);

    expect(memory.run.counts).toMatchObject({ FAILURE: MAX_CANVAS_NODES - 1, READY: 1 });
    expect(runError(memory.run)).toMatchObject({ message: "boom", task_id: `${RUN_ID}.0` });
    revoke(memory, null, START);
    expect(memory.run.finishedAt).toBe(START);
  });
});

describe("a canvas of too many tasks", () => {
  it.each([
    ["a group of groups", group(...Array.from({ length: 15 }, () => group(...times(10_000))))],
    [
      "chunks of one",
      chunks(
        "echo",
        Array.from({ length: 300_000 }, () => []),
        1,
      ),
    ],
  ])("is one problem, found without looking at all of them: %s", (_, signature) => {
    let looked = 0;
    const counting: TaskCatalog = {
      ...anyTask,
      problemsOf: () => {
        looked += 1;

        return [];
      },
    };

    expect(problemsOf(signature, counting)).toHaveLength(1);
    expect(looked).toBe(MAX_CANVAS_NODES + 1);
  });
});

describe("nesting as deep as it may be", () => {
  it.each([
    ["groups", (inner: ReturnType<typeof s>) => group(inner, s("echo"))],
    ["chains", (inner: ReturnType<typeof s>) => chain(s("echo"), inner)],
    ["headers", (inner: ReturnType<typeof s>) => chord([inner], s("echo"))],
    ["bodies", (inner: ReturnType<typeof s>) => chord([s("echo")], inner)],
  ])("compiles: %s", (_, around) => {
    let signature = s("echo");

    for (let level = 0; level < 150; level += 1) {
      signature = around(signature);
    }

    expect(compile(signature)).toMatchObject({ ok: true, plan: { nodes: { length: 151 } } });
  });
});

describe("what is wrong with a task", () => {
  it("is told with where it stands, what was expected and what came", () => {
    const catalog: TaskCatalog = {
      find: (task) => (task === "echo" ? {} : undefined),
      names: ["echo"],
      queues: ["default", "emails"],
      problemsOf: (_, { args }) =>
        args.length === 0 ? [] : [{ path: "args[0]", message: "expected nothing" }],
    };
    const canvas = chain(
      s("nope"),
      group(s("echo", 1), withOptions(s("echo"), { queue: "fast" })),
      withOptions(s("echo"), { priority: 10 }),
    );

    expect(problemsOf(canvas, catalog)).toEqual([
      {
        kind: "unknown-task",
        path: "canvas.kwargs.tasks[0].task",
        message: 'No task "nope" is registered. Registered are: echo.',
      },
      {
        kind: "bad-arguments",
        path: "canvas.kwargs.tasks[1].kwargs.tasks[0].args[0]",
        message: "expected nothing",
      },
      {
        kind: "unknown-queue",
        path: "canvas.kwargs.tasks[1].kwargs.tasks[1].options.queue",
        message: expect.stringContaining('default, emails; got "fast"'),
      },
      {
        kind: "bad-option",
        path: "canvas.kwargs.tasks[2].options.priority",
        message: expect.stringContaining("got 10"),
      },
    ]);
  });

  it("is told for the first 20 tasks only", () => {
    const nobody: TaskCatalog = { ...anyTask, find: () => undefined };

    expect(problemsOf(group(...times(1000)), nobody)).toHaveLength(20);
  });

  it.each([
    ["args", s("echo", "x".repeat(MAX_VALUE_BYTES))],
    ["args in UTF-8", s("echo", "漢".repeat(MAX_VALUE_BYTES / 3))],
    ["kwargs", { ...s("echo"), kwargs: { text: "x".repeat(MAX_VALUE_BYTES) } }],
    ["the items of a map", map("echo", ["x".repeat(MAX_VALUE_BYTES)])],
    ["headers", withOptions(s("echo"), { headers: { trace: "x".repeat(MAX_VALUE_BYTES) } })],
  ])("is its size when a row could not hold its %s", (_, signature) => {
    expect(problemsOf(signature)).toMatchObject([
      { kind: "too-large", message: expect.stringContaining(String(MAX_VALUE_BYTES)) },
    ]);
  });
});

describe("a task's own queue", () => {
  const catalog: TaskCatalog = {
    ...anyTask,
    find: (task) => (task === "mail" ? { queue: "emails", ignoreResult: true } : {}),
    queues: ["default", "emails", "heavy"],
    route: ({ task }) => (task === "echo" ? {} : { queue: "heavy" }),
  };

  it.each([
    [
      "is the call's where the call names one",
      withOptions(s("mail"), { queue: "default" }),
      "default",
    ],
    ["is the task's else", s("mail"), "emails"],
    ["is that of its route else", s("draw"), "heavy"],
    ["is the default one else", s("echo"), "default"],
    ["is the inner task's for a map", map("mail", [1, 2]), "emails"],
    ["is that of the inner task's route for a map", map("draw", [1, 2]), "heavy"],
  ])("%s", (_, signature, queue) => {
    expect(compile(signature, catalog)).toMatchObject({
      plan: { nodes: [{ options: { queue } }] },
    });
  });

  it("comes with its other options, which the call may override", () => {
    expect(compile(s("mail"), catalog)).toMatchObject({
      plan: { nodes: [{ options: { ignoreResult: true } }] },
    });
    expect(compile(withOptions(s("mail"), { ignore_result: false }), catalog)).toMatchObject({
      plan: { nodes: [{ options: { ignoreResult: false } }] },
    });
  });
});

describe("what a call asks of the gate of its queue", () => {
  const catalog: TaskCatalog = {
    ...anyTask,
    find: (task) =>
      task === "mail"
        ? {
            priority: 3,
            rateLimit: "30/m",
            concurrencyKey: "to",
            positional: ["subject", "to"],
            keywordOnly: [],
          }
        : {},
    route: () => ({ priority: 7 }),
  };

  it.each([
    [
      "is its task's",
      s("mail"),
      {
        priority: 3,
        perSecond: 0.5,
        concurrency: { limit: 1, argument: { name: "to", position: 1 } },
      },
    ],
    [
      "is its own where it says so",
      withOptions(s("mail"), { priority: 9, rate_limit: 2, concurrency: 4 }),
      {
        priority: 9,
        perSecond: 2,
        concurrency: { limit: 4, argument: { name: "to", position: 1 } },
      },
    ],
    ["is its route's where neither says so", s("echo"), { priority: 7 }],
    [
      "is nothing where it says so",
      withOptions(s("mail"), { priority: 0, rate_limit: 0, concurrency_key: "subject" }),
      { concurrency: { limit: 1, argument: { name: "subject", position: 0 } } },
    ],
  ])("%s", (_, signature, options) => {
    expect(compile(signature, catalog)).toMatchObject({
      plan: { nodes: [{ options: { queue: "default", ...options } }] },
    });
  });

  it("is refused where it names an argument that the task does not have", () => {
    expect(compile(withOptions(s("mail"), { concurrency_key: "cc" }), catalog)).toMatchObject({
      ok: false,
      problems: [
        {
          kind: "bad-option",
          path: "canvas.options.concurrency_key",
          message: 'Expected the name of an argument of the task (subject, to); got "cc".',
        },
      ],
    });
  });
});

describe("warnings", () => {
  it("are told once each, and do not keep a canvas from running", () => {
    const published = withOptions(s("echo"), { retry: false });

    expect(compile(group(published, published))).toMatchObject({
      ok: true,
      warnings: [
        expect.stringContaining("canvas.kwargs.tasks[0].options.retry "),
        expect.stringContaining("canvas.kwargs.tasks[1].options.retry "),
      ],
    });
  });
});
