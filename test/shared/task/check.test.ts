import { describe, expect, test } from "vitest";

import { problemsOfCall } from "../../../shared/task/check.ts";
import { gather, greet, range, sub } from "./sample-tasks.ts";

describe("a call without a predecessor", () => {
  test("has no problem when it fits", () => {
    expect(problemsOfCall(sub, { args: [1, 2], kwargs: {}, leading: false })).toEqual([]);
  });

  test("names the argument, what was expected and what came", () => {
    expect(problemsOfCall(sub, { args: [1, "two"], kwargs: {}, leading: false })).toEqual([
      {
        path: "args[1]",
        message: `sub() argument 'y': expected number, received string; got "two"`,
      },
    ]);
  });

  test("is pointed at where it was written, also by keyword", () => {
    expect(problemsOfCall(greet, { args: [], kwargs: { name: "" }, leading: false })).toMatchObject(
      [{ path: "kwargs.name" }],
    );
  });

  test("is pointed at inside the surplus", () => {
    expect(
      problemsOfCall(gather, { args: [1, 2, "3"], kwargs: { note: "" }, leading: false }),
    ).toMatchObject([{ path: "args[2]" }]);
  });

  test("is held to rules over several arguments", () => {
    expect(problemsOfCall(range, { args: [5, 1], kwargs: {}, leading: false })).toMatchObject([
      { path: "args", message: expect.stringContaining("low must not exceed high") },
    ]);
  });
});

describe("a call with a predecessor's result in front", () => {
  test("leaves the first argument to it", () => {
    expect(problemsOfCall(sub, { args: [2], kwargs: {}, leading: true })).toEqual([]);
  });

  test("counts the result among the arguments", () => {
    expect(problemsOfCall(sub, { args: [1, 2], kwargs: {}, leading: true })).toEqual([
      { path: "args", message: "sub() takes 2 positional arguments but 3 were given" },
    ]);
  });

  test("is still checked in what is known, at the place where that was written", () => {
    expect(problemsOfCall(sub, { args: ["two"], kwargs: {}, leading: true })).toMatchObject([
      { path: "args[0]" },
    ]);
  });

  test("may leave the result in the surplus", () => {
    expect(problemsOfCall(gather, { args: [1], kwargs: { note: "n" }, leading: true })).toEqual([]);
  });

  test("leaves a rule over several arguments to the start", () => {
    expect(problemsOfCall(range, { args: [1], kwargs: {}, leading: true })).toEqual([]);
  });
});
