import { describe, expect, it } from "vitest";

import type { Signature } from "../../shared/canvas/signature.ts";
import canvasFailures from "../cases/canvas-failures.json" with { type: "json" };
import canvasResults from "../cases/canvas-results.json" with { type: "json" };
import { evaluate, type Evaluation, type TaskRecord } from "./evaluate.ts";
import { RefusedCanvas } from "./read-canvas.ts";
import { chain, chord, group, link, onError, s } from "./signatures.ts";
import { TABLE } from "./table.ts";

describe("canvases run by Celery yield what Celery returned", () => {
  it.for(canvasResults.cases)("$name", ({ canvas, result }) => {
    expect(evaluate(canvas)).toMatchObject({ state: "SUCCESS", result, error: null });
  });
});

describe("canvases with one failing task end as they did in Celery", () => {
  it.for(canvasFailures.cases)("$name", ({ canvas, state, error }) => {
    const run = evaluate(canvas);

    expect(run.state).toBe(state);
    expect(run.error?.type).toBe(error ?? run.error?.type);
  });
});

describe("every construct does what the table says", () => {
  it.for(TABLE)("$name", ({ canvas, revoked, expect: expected }) => {
    if ("refused" in expected) {
      expect(() => evaluate(canvas)).toThrow(RefusedCanvas);
      return;
    }
    const run = evaluate(canvas, { revoked: new Set(revoked) });
    const { states = {}, values = {}, messages = {}, ...whole } = expected;

    expect(run).toMatchObject(whole);
    expect(ofRecords(run, Object.keys(states), (record) => record.state)).toEqual(states);
    expect(ofRecords(run, Object.keys(values), (record) => record.value)).toEqual(values);
    expect(ofRecords(run, Object.keys(messages), (record) => record.error?.message)).toEqual(
      messages,
    );
  });

  it("has no two rows of one name", () => {
    expect(new Set(TABLE.map(({ name }) => name)).size).toBe(TABLE.length);
  });
});

describe("records", () => {
  it("stand in graph order: header, body, then links, then errbacks", () => {
    const body = link(onError(s("xsum"), s("echo", 1)), s("echo"));
    const canvas = onError(chain(chord([s("add", 1, 2), s("fail")], body), s("echo")), s("echo"));

    expect(evaluate(canvas).records.map(({ path, role }) => `${role} ${path}`)).toEqual([
      "step tasks[0].header[0]",
      "step tasks[0].header[1]",
      "step tasks[0].body",
      "link tasks[0].body.link[0]",
      "errback tasks[0].body.link_error[0]",
      "step tasks[1]",
      "errback link_error[0]",
    ]);
  });

  it("hold what a task was called with, and null for one that never ran", () => {
    const { records } = evaluate(chain(s("fail", 1), s("echo")));

    expect(records.map(({ args, kwargs }) => ({ args, kwargs }))).toEqual([
      { args: [1], kwargs: {} },
      { args: null, kwargs: null },
    ]);
  });

  it("carry the caller's task ids in messages and in the calls of errbacks", () => {
    const canvas = onError(chord([s("fail")], s("echo")), s("echo"));
    const run = evaluate(canvas, { idOf: (path) => `run:${path}` });

    expect(run.error?.message).toBe("Dependency run:header[0] raised ValueError('boom')");
    expect(run.records.at(-1)?.args).toEqual(["run:body"]);
  });

  it("come of the caller's tasks", () => {
    const run = evaluate(s("anything"), { tasks: (name) => ({ kind: "success", value: name }) });

    expect(run.result).toBe("anything");
  });
});

describe("an errback that could hear of several tasks", () => {
  const boom = s("fail");

  it("of a chain is called once, for the first that failed", () => {
    const canvas = onError(chain(s("echo", 1), group(s("echo"), boom, boom)), s("echo"));

    expect(calls(canvas)).toEqual([["<tasks[1].tasks[1]>"]]);
  });

  it("of a chord is called once for a step that failed before its body's group", () => {
    const body = chain(boom, group(s("echo"), s("echo")));

    expect(calls(onError(chord([s("echo", 1)], body), s("echo")))).toEqual([
      ["<body.tasks[0]>"],
      null,
    ]);
  });

  it("of a chain gets the first task that a failed header reached", () => {
    const body = chord([s("xsum"), s("xsum")], s("xsum"));
    const canvas = onError(chain(s("echo", 1), chord([boom], body), s("echo")), s("echo"));

    expect(calls(canvas)).toEqual([["<tasks[1].body.header[0]>"]]);
  });

  it("of a chord around a chord gets the inner body where the inner header failed", () => {
    const body = chord([boom], chain(s("xsum"), s("echo")));

    expect(calls(onError(chord([s("echo", 1)], body), s("echo")))).toEqual([
      ["<body.body.tasks[1]>"],
    ]);
  });

  it("of a chain is called though the step after the failed one was revoked", () => {
    const canvas = onError(chain(boom, s("echo")), s("echo"));
    const { records } = evaluate(canvas, { revoked: new Set(["tasks[1]"]) });

    expect(records.at(-1)?.args).toEqual(["<tasks[0]>"]);
  });
});

/** The arguments of each errback call; null for one that was not made. */
function calls(canvas: Signature): unknown {
  return evaluate(canvas)
    .records.filter(({ role }) => role === "errback")
    .map(({ args }) => args);
}

function ofRecords(
  run: Evaluation,
  paths: readonly string[],
  read: (record: TaskRecord) => unknown,
): Record<string, unknown> {
  const chosen = run.records.filter(({ path }) => paths.includes(path));
  return Object.fromEntries(chosen.map((record) => [record.path, read(record)]));
}
