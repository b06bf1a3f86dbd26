import { describe, expect, it } from "vitest";

import type { JsonObject, JsonValue } from "../../../../shared/canvas/json.ts";
import type { TaskView } from "../../../../shared/task/view.ts";
import { argumentsOf, withArgument } from "../../../../web/editor/inspector/arguments.ts";

const mail = task(["to", "subject", "body"], null);
const echo = task(["values", "loud"], "values");

describe("the values of a call stand at the parameters that they are bound to", () => {
  it("by position and by name", () => {
    expect(values(mail, { args: ["a"], kwargs: { body: "c" } }, false)).toEqual({
      to: "a",
      body: "c",
    });
  });

  it("one place on when a result comes first", () => {
    const { given } = argumentsOf(mail, { args: ["b"], kwargs: {} }, true);

    expect(given.map(({ isFed }) => isFed)).toEqual([true, false, false]);
    expect(values(mail, { args: ["b"], kwargs: {} }, true)).toEqual({ subject: "b" });
  });

  it("with what the task takes no more of told apart", () => {
    const many = call([1, 2, 3, 4], { cc: 5 });

    expect(argumentsOf(mail, many, false)).toMatchObject({ surplus: [4], unknown: { cc: 5 } });
    expect(argumentsOf(echo, many, false)).toMatchObject({ surplus: [], unknown: { cc: 5 } });
    expect(values(echo, many, false)).toEqual({ values: [1, 2, 3, 4] });
  });
});

describe("a value that is given", () => {
  it.each([
    ["by position while all before it are", "to", call([]), call(["x"])],
    [
      "by name when something before it is missing",
      "body",
      call(["a"]),
      call(["a"], { body: "x" }),
    ],
    ["in its place when it was there", "to", call(["a", "b"]), call(["x", "b"])],
    ["by name when it was", "to", call([], { to: "a" }), call([], { to: "x" })],
  ])("stands %s", (_, name, before, after) => {
    expect(withArgument(mail, before, { name, value: "x", isFed: false })).toEqual(after);
  });

  it("stands by name behind what takes any number", () => {
    const change = { name: "loud", value: true, isFed: false };

    expect(withArgument(echo, call([1, 2]), change)).toEqual(call([1, 2], { loud: true }));
  });

  it("takes the place behind the result that comes first", () => {
    const change = { name: "subject", value: "x", isFed: true };

    expect(withArgument(mail, { args: [], kwargs: {} }, change)).toEqual({
      args: ["x"],
      kwargs: {},
    });
  });

  it("may be the whole of what a task takes any number of", () => {
    const change = { name: "values", value: [1, 2], isFed: false };

    expect(withArgument(echo, { args: [0], kwargs: {} }, change)).toEqual({
      args: [1, 2],
      kwargs: {},
    });
  });
});

describe("a value that is taken away", () => {
  it("leaves those behind it where they belong, by name", () => {
    const change = { name: "to", value: undefined, isFed: false };

    expect(withArgument(mail, { args: ["a", "b", "c"], kwargs: {} }, change)).toEqual({
      args: [],
      kwargs: { subject: "b", body: "c" },
    });
  });

  it("is gone where it was given by name", () => {
    const change = { name: "to", value: undefined, isFed: false };

    expect(withArgument(mail, { args: [], kwargs: { to: "a" } }, change)).toEqual({
      args: [],
      kwargs: {},
    });
  });
});

function call(
  args: readonly JsonValue[],
  kwargs: JsonObject = {},
): Parameters<typeof argumentsOf>[1] {
  return { args, kwargs };
}

function values(view: TaskView, given: Parameters<typeof argumentsOf>[1], isFed: boolean): unknown {
  const bound = argumentsOf(view, given, isFed).given;

  return Object.fromEntries(
    bound
      .filter(({ value }) => value !== undefined)
      .map(({ parameter, value }) => [parameter.name, value]),
  );
}

function task(names: readonly string[], rest: string | null): TaskView {
  return {
    name: "task",
    description: "",
    args: {
      type: "object",
      properties: Object.fromEntries(names.map((name) => [name, {}])),
      required: [...names],
    },
    rest,
    result: {},
    rate_limit: null,
    options: {
      queue: null,
      ignore_result: false,
      acks_late: true,
      long_running: false,
      max_retries: 3,
      soft_time_limit: null,
      time_limit: null,
    },
  };
}
