import { describe, expect, it } from "vitest";

import { chain, chord, each, group } from "../../../shared/canvas/builders.ts";
import { taskHandle } from "../../../shared/canvas/task-handle.ts";
import { printTypeScript } from "../../../shared/code/typescript.ts";
import type { Block } from "../../../shared/drawing/block.ts";
import { signatureOf } from "../../../shared/drawing/to-canvas.ts";
import { drawn, recordedCanvases } from "./drawn.ts";

describe("the printed code, when it is run, builds the canvas that it was printed from", () => {
  it.each(recordedCanvases())("%s", (_, canvas) => {
    const block = drawn(canvas);

    expect(built(block)).toEqual(signatureOf(block));
  });
});

it("an each is built by its own builder", () => {
  const add = {
    task: "add",
    args: [1],
    kwargs: {},
    options: {},
    subtask_type: null,
    immutable: false,
  };
  const block = drawn({ ...add, task: "lovage.each", args: [], kwargs: { task: add } });

  expect(built(block)).toEqual(signatureOf(block));
});

describe("it is formatted", () => {
  it("on one line where that fits", () => {
    expect(printed({ task: "add", args: [1, 2] })).toEqual([
      'import { taskHandle } from "./shared/canvas/task-handle.ts";',
      "",
      'const add = taskHandle("add");',
      "",
      "const nightly = add.s(1, 2);",
    ]);
  });

  it("with options in our words, and with names that are no variables", () => {
    const task = {
      task: "proj.tasks.class",
      kwargs: { "x-y": 1 },
      options: { max_retries: 3, queue: "low" },
      immutable: true,
    };

    expect(printed(task).slice(2)).toEqual([
      'const projTasksClass = taskHandle("proj.tasks.class");',
      "",
      'const nightly = projTasksClass.si().kw({ "x-y": 1 }).set({ maxRetries: 3, queue: "low" });',
    ]);
  });
});

it.each([
  ["", "const workflow = add.s();"],
  ["Add", "const add_ = add.s();"],
  ["each", "const eachWorkflow = add.s();"],
  ["2nd try", "const ndTry = add.s();"],
])("a drawing that is called %j has a variable of its own", (name, expected) => {
  const lines = printTypeScript(drawn({ task: "add" }), name);

  expect(lines.at(-1)?.text).toBe(expected);
});

it("each line knows the blocks that it is of", () => {
  const block = drawn({
    task: "celery.group",
    kwargs: {
      tasks: Array.from({ length: 9 }, (_, n) => ({
        task: "send_email",
        args: [`${n}@example.com`],
      })),
    },
    subtask_type: "group",
  });
  const lines = printTypeScript(block, "nightly");

  expect(lines.filter(({ ids }) => ids.includes("b3")).map(({ text }) => text)).toEqual([
    '  sendEmail.s("1@example.com"),',
  ]);
});

function printed(signature: unknown): readonly string[] {
  return printTypeScript(drawn(signature), "nightly").map(({ text }) => text);
}

function built(block: Block): unknown {
  const code = printTypeScript(block, "workflow")
    .map(({ text }) => text)
    .filter((text) => !text.startsWith("import"))
    .join("\n");
  // oxlint-disable-next-line no-implied-eval -- that it runs is what is tested.
  const run = new Function(
    "chain",
    "chord",
    "group",
    "each",
    "taskHandle",
    `${code}\nreturn workflow.toJSON();`,
  );

  return run(chain, chord, group, each, taskHandle);
}
