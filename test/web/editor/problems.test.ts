import { describe, expect, it } from "vitest";
import { z } from "zod";

import type { JsonObject } from "../../../shared/canvas/json.ts";
import { type Drawing, readDrawing } from "../../../shared/drawing/drawing.ts";
import { defineTask } from "../../../shared/task/define.ts";
import { type TaskView, viewOfTask } from "../../../shared/task/view.ts";
import { catalogOf, problemsOf } from "../../../web/editor/problems.ts";
import { misfitsOf } from "../../../web/editor/result-type.ts";

type Numbers = readonly (number | Numbers)[];
const numbers: z.ZodType<Numbers> = z.array(z.union([z.number(), z.lazy(() => numbers)]));

const views: readonly TaskView[] = [
  task("add", z.object({ x: z.number(), y: z.number() }), z.number()),
  task("xsum", z.object({ numbers }), z.number()),
  task("fetch", z.object({ url: z.string().max(9) }), z.string()),
  task("size", z.object({ width: z.int().min(1).max(512) }), z.object({ width: z.int() })),
  { ...task("echo", z.object({ values: z.array(z.unknown()) }), z.unknown()), rest: "values" },
].toSorted((a, b) => a.name.localeCompare(b.name));
const catalog = catalogOf(views);
const byName = new Map(views.map((view) => [view.name, view]));

describe("a drawing that could be run has no problem", () => {
  it.each([
    [s("add", 1, 2)],
    [chain(s("add", 1, 2), s("add", 3))],
    [chord([s("add", 1, 2), s("add", 3, 4)], s("xsum"))],
    [chain(s("fetch", "a"), s("echo"))],
  ])("%j", (canvas) => {
    expect(problemsOf(drawn(canvas), catalog)).toEqual([]);
  });
});

describe("what the server would refuse is told at its block and place", () => {
  it.each([
    [s("nope"), "task", /No task "nope" is registered/u],
    [s("add", 1), "args", /missing 1 required positional argument: 'y'/u],
    [s("add", 1, "2"), "args[1]", /'y'.*expected number/u],
    [{ ...s("size"), kwargs: { width: 600 } }, "kwargs.width", /<=512/u],
    [{ ...s("add", 1, 2), options: { countdown: "soon" } }, "options.countdown", /soon/u],
    [s("?"), "task", /Choose a task/u],
  ])("%j", (canvas, place, message) => {
    const [problem] = problemsOf(
      drawn(chain(s("fetch", "a"), { ...canvas, immutable: true })),
      catalog,
    );

    expect(problem).toMatchObject({ block: "b3", place });
    expect(problem?.message).toMatch(message);
  });
});

describe("a result that the next task cannot take is told where it arrives", () => {
  it.each([
    [chain(s("fetch", "a"), s("add", 1)), /gets a string, and x of add takes a number/u],
    [
      chord([s("add", 1, 2)], s("fetch")),
      /gets a list of number, and url of fetch takes a string/u,
    ],
    [chain(s("add", 1, 2), each(s("add", 1))), /gets a number, and needs a list/u],
    [chord([s("fetch", "a"), s("fetch", "b")], s("xsum")), /gets a list of string/u],
  ])("%j", (canvas, message) => {
    expect(misfits(canvas)[0]?.message).toMatch(message);
  });

  it.each([
    [chain(s("size", 1), s("echo"))],
    [chain(s("echo", 1), s("add", 1))],
    [chord([chord([s("add", 1, 2)], s("xsum")), s("add", 1, 2)], s("xsum"))],
    [chain(s("fetch", "a"), { ...s("add", 1, 2), immutable: true })],
  ])("but not where it may: %j", (canvas) => {
    expect(misfits(canvas)).toEqual([]);
  });
});

function misfits(canvas: JsonObject): ReturnType<typeof misfitsOf> {
  const { root } = drawn(canvas);

  return root === null ? [] : misfitsOf(root, byName);
}

function drawn(canvas: JsonObject): Drawing {
  const read = readDrawing(canvas);

  if (!read.ok) {
    throw new Error(JSON.stringify(read.errors));
  }

  return read.drawing;
}

function task(name: string, args: z.ZodObject, returns: z.ZodType): TaskView {
  return viewOfTask(defineTask({ name, description: "", args, returns, run: () => null }));
}

function s(name: string, ...args: readonly (number | string)[]): JsonObject {
  return { task: name, args: [...args] };
}

function chain(...tasks: readonly JsonObject[]): JsonObject {
  return { task: "celery.chain", subtask_type: "chain", kwargs: { tasks } };
}

function chord(header: readonly JsonObject[], body: JsonObject): JsonObject {
  return { task: "celery.chord", subtask_type: "chord", kwargs: { kwargs: {}, header, body } };
}

function each(inner: JsonObject): JsonObject {
  return { task: "lovage.each", kwargs: { task: inner } };
}
