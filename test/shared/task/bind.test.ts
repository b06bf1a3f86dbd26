import { describe, expect, test } from "vitest";

import type { JsonObject } from "../../../shared/canvas/json.ts";
import { bindArguments } from "../../../shared/task/bind.ts";
import { gather, greet, sub } from "./sample-tasks.ts";

describe("positional arguments", () => {
  test("bind by the order of the keys", () => {
    expect(bindArguments(sub.parameters, [10, 2], {})).toEqual({
      ok: true,
      values: { x: 10, y: 2 },
    });
  });

  test("mix with keyword arguments", () => {
    expect(bindArguments(sub.parameters, [10], { y: 2 })).toEqual({
      ok: true,
      values: { x: 10, y: 2 },
    });
  });

  test("may stop before a parameter that has a default", () => {
    expect(bindArguments(greet.parameters, ["Ada"], {})).toEqual({
      ok: true,
      values: { name: "Ada" },
    });
  });

  test("that are too many for the named ones go to the rest, and what follows it needs its name", () => {
    expect(bindArguments(gather.parameters, [1, 2, 3], { note: "n" })).toEqual({
      ok: true,
      values: { first: 1, rest: [2, 3], note: "n" },
    });
  });

  test("that do not reach the rest leave it empty", () => {
    expect(bindArguments(gather.parameters, [1], { note: "n" })).toMatchObject({
      values: { rest: [] },
    });
  });
});

interface Refusal {
  readonly what: string;
  readonly of?: typeof sub.parameters;
  readonly args: readonly unknown[];
  readonly kwargs?: JsonObject;
  readonly path: string;
  readonly message: string;
}

/** The words are CPython 3.12's for the same calls. */
const refusals: readonly Refusal[] = [
  {
    what: "one missing",
    args: [1],
    path: "args",
    message: "sub() missing 1 required positional argument: 'y'",
  },
  {
    what: "two missing",
    args: [],
    path: "args",
    message: "sub() missing 2 required positional arguments: 'x' and 'y'",
  },
  {
    what: "an unexpected name",
    args: [1],
    kwargs: { z: 2 },
    path: "kwargs.z",
    message: "sub() got an unexpected keyword argument 'z'",
  },
  {
    what: "the same argument twice",
    args: [1],
    kwargs: { x: 2 },
    path: "kwargs.x",
    message: "sub() got multiple values for argument 'x'",
  },
  {
    what: "too many",
    args: [1, 2, 3],
    path: "args",
    message: "sub() takes 2 positional arguments but 3 were given",
  },
  {
    what: "too many beside a default",
    of: greet.parameters,
    args: ["a", "b", "c"],
    path: "args",
    message: "greet() takes from 1 to 2 positional arguments but 3 were given",
  },
  {
    what: "a missing keyword-only argument",
    of: gather.parameters,
    args: [1],
    path: "kwargs",
    message: "gather() missing 1 required keyword-only argument: 'note'",
  },
  {
    what: "the rest by its name",
    of: gather.parameters,
    args: [1],
    kwargs: { rest: [] },
    path: "kwargs.rest",
    message: "gather() got an unexpected keyword argument 'rest'",
  },
  {
    what: "a hostile name",
    args: [1, 2],
    kwargs: JSON.parse('{"__proto__": 1}'),
    path: "kwargs.__proto__",
    message: "sub() got an unexpected keyword argument '__proto__'",
  },
];

test.each(refusals)(
  "$what is refused in Python's words",
  ({ of = sub.parameters, args, kwargs = {}, path, message }) => {
    expect(bindArguments(of, args, kwargs)).toEqual({ ok: false, path, message });
  },
);
