import { describe, expect, it } from "vitest";

import { printPython } from "../../../shared/code/python.ts";
import { drawn, recordedCanvases } from "./drawn.ts";

/** Titles that are themselves what was typed into Python, and how we print the same. */
const typed: Readonly<Record<string, string>> = {
  "add.s(2,2)": "add.s(2, 2)",
  'add.s(2,2,z=1).set(countdown=10, queue="q", priority=3)':
    'add.s(2, 2, z=1).set(countdown=10, queue="q", priority=3)',
  "add.si(2,2)": "add.si(2, 2)",
  "chain(add.s(2,2), add.s(4), mul.s(8))": "chain(add.s(2, 2), add.s(4), mul.s(8))",
  "chord([add.s(1,1),add.s(2,2)], xsum.s())": "chord([add.s(1, 1), add.s(2, 2)], xsum.s())",
  "xsum.map([[1,2],[3]])": "xsum.map([[1, 2], [3]])",
  "add.starmap([(1,2),(3,4)])": "add.starmap([[1, 2], [3, 4]])",
  "add.chunks([(1,2),(3,4),(5,6)], 2)": "add.chunks([[1, 2], [3, 4], [5, 6]], 2)",
};

describe("what was typed into Python is printed again", () => {
  it.each(recordedCanvases().filter(([title]) => title in typed))("%s", (title, canvas) => {
    expect(printed(canvas).at(-1)).toBe(`report = ${typed[title]}`);
  });
});

it("imports what it names, and tasks whose names are no Python by their signature", () => {
  const group = {
    task: "celery.group",
    subtask_type: "group",
    kwargs: {
      tasks: [
        { task: "proj.add", args: [true, null] },
        { task: "mul", kwargs: { "x-y": 1 } },
      ],
    },
  };

  expect(printed(group)).toEqual([
    "from celery import group, signature",
    "from tasks import mul",
    "",
    'report = group(signature("proj.add", args=[True, None]), mul.s(**{"x-y": 1}))',
  ]);
});

it("breaks what is too long as black does", () => {
  const chord = {
    task: "celery.chord",
    subtask_type: "chord",
    options: { queue: "low" },
    kwargs: {
      kwargs: {},
      header: ["english", "german", "french"].map((lang) => ({
        task: "word_count",
        kwargs: { lang },
      })),
      body: {
        task: "merge_counts",
        options: { link_error: [{ task: "send_email", kwargs: { to: "ops@example.com" } }] },
      },
    },
  };

  expect(printed(chord).slice(3)).toEqual([
    "report = chord(",
    "    [",
    '        word_count.s(lang="english"),',
    '        word_count.s(lang="german"),',
    '        word_count.s(lang="french"),',
    "    ],",
    '    merge_counts.s().on_error(send_email.s(to="ops@example.com")),',
    ').set(queue="low")',
  ]);
});

it("a map over a call with arguments of its own, and an each, are said in full", () => {
  expect(
    printed({ task: "celery.map", kwargs: { task: { task: "add", args: [1] }, it: [2] } }),
  ).toEqual([
    "from celery.canvas import xmap",
    "from tasks import add",
    "",
    "report = xmap(add.s(1), [2])",
  ]);
  expect(
    printed({ task: "lovage.each", kwargs: { task: { task: "add", args: [1] } } }).at(-1),
  ).toBe('report = signature("lovage.each", kwargs={"task": add.s(1)})');
});

function printed(signature: unknown): readonly string[] {
  return printPython(drawn(signature), "report").map(({ text }) => text);
}
