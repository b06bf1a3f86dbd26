import { describe, expect, it } from "vitest";

import { parseCanvas } from "../../../shared/canvas/parse.ts";
import { toSignature } from "../../../shared/canvas/to-json.ts";
import { readCases } from "./cases.ts";
import { parsed } from "./parsed.ts";

const a = { task: "a" };
const sound = {
  task: "a",
  args: [],
  kwargs: {},
  options: {},
  subtask_type: null,
  immutable: false,
};

function chainOf(...tasks: readonly unknown[]): object {
  return { task: "celery.chain", kwargs: { tasks }, subtask_type: "chain" };
}

function groupOf(...tasks: readonly unknown[]): object {
  return { task: "celery.group", kwargs: { tasks }, subtask_type: "group" };
}

function chordOf(header: unknown, body: unknown): object {
  return { task: "celery.chord", kwargs: { kwargs: {}, header, body }, subtask_type: "chord" };
}

function mapOf(kwargs: object, kind = "map"): object {
  return { task: `celery.${kind}`, kwargs: { task: a, it: [], ...kwargs } };
}

/** `a` wrapped so many times. */
function nested(levels: number, wrap: (inner: unknown) => unknown): unknown {
  return Array.from({ length: levels }).reduce<unknown>(wrap, a);
}

function deepArgs(levels: number): object {
  return { task: "b", args: nested(levels, (inner) => [inner]) };
}

/** A group that makes so many signatures, itself included. */
function groupWith(signatures: number): object {
  const tasks = Array.from({ length: signatures - 1 }, () => a);

  return { task: "celery.group", kwargs: { tasks }, subtask_type: "group" };
}

function reprint(value: unknown): unknown {
  return toSignature(parsed(value));
}

function errorsOf(value: unknown): readonly string[] {
  const result = parseCanvas(value);
  return result.ok ? [] : result.errors.map(({ path, message }) => `${path}: ${message}`);
}

describe("a sound canvas", () => {
  it.each(["canvas-results.json", "canvas-failures.json"])(
    "is printed again as Celery printed it: %s",
    (file) => {
      const { cases }: { readonly cases: readonly { readonly canvas: unknown }[] } = JSON.parse(
        readCases(file),
      );
      for (const { canvas } of cases) {
        expect(JSON.stringify(reprint(canvas))).toBe(JSON.stringify(canvas));
      }
    },
  );

  it("needs only the name of its task", () => {
    expect(JSON.stringify(reprint({ task: "a" }))).toBe(JSON.stringify(sound));
  });

  it("gets Celery's order of keys", () => {
    const chord = { kwargs: { body: a, header: [a] }, subtask_type: "chord", immutable: false };
    expect(JSON.stringify(reprint(chord))).toBe(
      JSON.stringify({
        task: "celery.chord",
        args: [],
        kwargs: { kwargs: {}, header: [sound], body: sound },
        options: {},
        subtask_type: "chord",
        immutable: false,
      }),
    );
  });

  it("keeps unknown keys after the six, and unknown options", () => {
    const canvas = { chord_size: 3, ...sound, options: { shadow: "b", routing: { x: [1] } } };
    expect(JSON.stringify(reprint(canvas))).toBe(
      JSON.stringify({ ...sound, options: canvas.options, chord_size: 3 }),
    );
  });

  it("keeps what stands beside the parts of a composition", () => {
    expect(reprint({ ...chainOf(a), kwargs: { tasks: [a], note: 1 } })).toMatchObject({
      kwargs: { note: 1 },
    });
    expect(
      reprint({ ...chordOf([a], a), kwargs: { header: [a], body: a, kwargs: { y: 2 }, note: 1 } }),
    ).toMatchObject({
      kwargs: { kwargs: { y: 2 }, note: 1, header: [sound], body: sound },
    });
    expect(reprint(mapOf({ note: 1 }))).toMatchObject({ kwargs: { note: 1 } });
  });

  it("keeps keys that mean something to JavaScript as plain data", () => {
    const text =
      '{"task":"a","args":[{"__proto__":{"polluted":1}}],"kwargs":{"constructor":1,"__proto__":2},' +
      '"options":{"__proto__":{"link":[]}},"subtask_type":null,"immutable":false,"__proto__":{"task":"b"},"toString":1}';
    expect(JSON.stringify(reprint(JSON.parse(text)))).toBe(text);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("does not take a task from its prototype", () => {
    expect(errorsOf(JSON.parse('{"__proto__":{"task":"a"}}'))).toEqual([
      "canvas.task: expected the name of a task, got nothing",
    ]);
  });
});

describe("a chord's header", () => {
  it.each([
    ["a list", [a, a]],
    ["a group", groupOf(a, a)],
    ["a chain, whose steps stand side by side", chainOf(a, a)],
  ])("may be %s", (_, header) => {
    expect(reprint(chordOf(header, a))).toMatchObject({ kwargs: { header: [sound, sound] } });
  });

  it("may be one signature", () => {
    expect(reprint(chordOf(a, a))).toMatchObject({ kwargs: { header: [sound] } });
  });

  it("may be empty", () => {
    expect(reprint(chordOf([], a))).toMatchObject({ kwargs: { header: [] } });
    expect(reprint(chordOf(groupOf(), a))).toMatchObject({ kwargs: { header: [] } });
  });
});

describe("an empty chain", () => {
  const needsTask = "a chain needs at least one task";

  it.each([
    ["on its own", chainOf(), "canvas"],
    ["in a group", groupOf(a, chainOf()), "canvas.kwargs.tasks[1]"],
    ["as a header", chordOf(chainOf(), a), "canvas.kwargs.header"],
    ["in a header", chordOf([chainOf()], a), "canvas.kwargs.header[0]"],
    ["as a body", chordOf([a], chainOf()), "canvas.kwargs.body"],
    ["as a callback", { ...a, options: { link: chainOf() } }, "canvas.options.link"],
    ["of empty chains", chainOf(chainOf(), chainOf(chainOf())), "canvas"],
  ])("is refused %s", (_, canvas, path) => {
    expect(errorsOf(canvas)).toEqual([`${path}: ${needsTask}`]);
  });

  it("vanishes as a step of a chain", () => {
    expect(reprint(chainOf(chainOf(), a, chainOf(chainOf())))).toEqual(reprint(chainOf(a)));
  });
});

describe("map, starmap and chunks", () => {
  it("are immutable unless they say otherwise", () => {
    expect(reprint(mapOf({}))).toMatchObject({ immutable: true });
    expect(reprint({ ...mapOf({}), immutable: false })).toMatchObject({ immutable: false });
  });

  it.each([
    [
      mapOf({ task: chainOf(a) }),
      "canvas.kwargs.task: expected the signature of a task, got a chain",
    ],
    [mapOf({ it: undefined }), "canvas.kwargs.it: expected a list of items, got nothing"],
    [
      mapOf({ it: [[1], 2] }, "starmap"),
      "canvas.kwargs.it[1]: expected a list of arguments, got 2",
    ],
    [mapOf({ it: [], n: 0 }, "chunks"), "canvas.kwargs.n: expected a whole number above 0, got 0"],
    [
      mapOf({ it: [], n: 1.5 }, "chunks"),
      "canvas.kwargs.n: expected a whole number above 0, got 1.5",
    ],
    [mapOf({ it: [] }, "chunks"), "canvas.kwargs.n: expected a whole number above 0, got nothing"],
  ])("say what is wrong: %j", (canvas, error) => {
    expect(errorsOf(canvas)).toEqual([error]);
  });
});

describe("an error says where, what was expected and what came", () => {
  it.each<[unknown, string]>([
    [null, "canvas: expected a signature, got null"],
    ["add", 'canvas: expected a signature, got "add"'],
    [[a], "canvas: expected a signature, got a list"],
    [{}, "canvas.task: expected the name of a task, got nothing"],
    [{ task: "" }, 'canvas.task: expected the name of a task, got ""'],
    [{ task: "a", args: {} }, "canvas.args: expected a list of arguments, got an object"],
    [
      { task: "a", args: [1, { "a b": [() => 1] }] },
      'canvas.args[1]["a b"][0]: expected JSON, got a function',
    ],
    [
      { task: "a", args: [new Date(0)] },
      "canvas.args[0]: expected JSON, got an instance of a class",
    ],
    [{ task: "a", kwargs: [] }, "canvas.kwargs: expected an object, got an empty list"],
    [{ task: "a", kwargs: { x: Number.NaN } }, "canvas.kwargs.x: expected JSON, got NaN"],
    [{ task: "a", options: "q" }, 'canvas.options: expected an object, got "q"'],
    [{ task: "a", immutable: 1 }, "canvas.immutable: expected true or false, got 1"],
    [{ task: "a", other: undefined }, "canvas.other: expected JSON, got nothing"],
    [
      { task: "a", subtask_type: "loop" },
      'canvas.subtask_type: expected null, "chain", "group" or "chord", got "loop"',
    ],
    [
      { task: "celery.chain" },
      'canvas.subtask_type: expected "chain" for task "celery.chain", got nothing',
    ],
    [
      { task: "a", subtask_type: "group" },
      'canvas.task: expected "celery.group" for subtask_type "group", got "a"',
    ],
    [{ subtask_type: "group" }, "canvas.kwargs.tasks: expected a list of signatures, got nothing"],
    [
      chainOf(a, a, { task: "a", args: 5 }),
      "canvas.kwargs.tasks[2].args: expected a list of arguments, got 5",
    ],
    [
      chordOf(undefined, a),
      "canvas.kwargs.header: expected a list of signatures or a group, got nothing",
    ],
    [chordOf([a], undefined), "canvas.kwargs.body: expected a signature, got nothing"],
    [{ task: "a", options: { link: 5 } }, "canvas.options.link: expected a signature, got 5"],
    [
      { task: "a", options: { link_error: [a, {}] } },
      "canvas.options.link_error[1].task: expected the name of a task, got nothing",
    ],
    [
      { ...groupOf(a), options: { link: [a] } },
      "canvas.options.link: Cannot add link to group: use a chord",
    ],
    [{ task: 1n }, "canvas.task: expected the name of a task, got a bigint"],
    [{ task: { ["x".repeat(999)]: 1 } }, "canvas.task: expected the name of a task, got an object"],
    ["x".repeat(100), `canvas: expected a signature, got "${"x".repeat(60)}…"`],
  ])("%#", (canvas, error) => {
    expect(errorsOf(canvas)).toEqual([error]);
  });

  it("for each of several", () => {
    expect(errorsOf(chainOf({ task: "a", args: 1, immutable: 2 }, a, {}))).toEqual([
      "canvas.kwargs.tasks[0].args: expected a list of arguments, got 1",
      "canvas.kwargs.tasks[0].immutable: expected true or false, got 2",
      "canvas.kwargs.tasks[2].task: expected the name of a task, got nothing",
    ]);
  });

  it("but not more than twenty times, nor at more than 200 characters of path", () => {
    expect(errorsOf(groupOf(...Array.from({ length: 50 }, () => 1)))).toHaveLength(20);
    const [error] = errorsOf({ task: "a", args: [{ ["k".repeat(5_000)]: undefined }] });
    expect(error).toMatch(/^canvas\.args\[0\]\.k{185}…: expected JSON, got nothing$/);
  });
});

describe("limits", () => {
  const tooDeep = "expected at most 200 levels of nesting, got more";

  it.each<[string, (inner: unknown) => unknown]>([
    ["chains", (inner) => chainOf(inner)],
    ["groups", (inner) => groupOf(inner)],
    ["bodies", (inner) => chordOf([a], inner)],
    ["headers", (inner) => chordOf(inner, a)],
    ["callbacks", (inner) => ({ task: "a", options: { link: [inner] } })],
  ])("allow 200 levels of %s and no more, however many there are", (_, wrap) => {
    expect(errorsOf(nested(199, wrap))).toEqual([]);
    expect(errorsOf(nested(200, wrap))).toEqual([expect.stringContaining(tooDeep)]);
    expect(errorsOf(nested(10_000, wrap))).toEqual([expect.stringContaining(tooDeep)]);
  });

  it("allow 200 levels within a value and no more", () => {
    expect(errorsOf(deepArgs(199))).toEqual([]);
    expect(errorsOf(deepArgs(200))).toEqual([expect.stringContaining(tooDeep)]);
    expect(errorsOf(deepArgs(10_000))).toEqual([expect.stringContaining(tooDeep)]);
  });

  it("end a value that contains itself", () => {
    const loop: unknown[] = [];
    loop.push(loop);
    expect(errorsOf({ task: "a", args: loop })).toEqual([expect.stringContaining(tooDeep)]);
  });

  it("allow 200,000 signatures and no more", () => {
    expect(errorsOf(groupWith(200_000))).toEqual([]);
    expect(errorsOf(groupWith(200_001))).toEqual([
      "canvas.kwargs.tasks[199999]: expected at most 200000 signatures, got more",
    ]);
  });
});
