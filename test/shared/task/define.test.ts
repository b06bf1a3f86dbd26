import { describe, expect, expectTypeOf, test } from "vitest";

import { chain } from "../../../shared/canvas/builders.ts";
import { type gather, greet, sub } from "./sample-tasks.ts";

describe("the types of a task", () => {
  test("its positional arguments are as many as its parameters, those with a default optional", () => {
    expectTypeOf<Parameters<typeof sub.si>>().toEqualTypeOf<[number, number]>();
    expectTypeOf<Parameters<typeof greet.si>>().toEqualTypeOf<[string, string?]>();
    expectTypeOf<Parameters<typeof gather.si>>().toEqualTypeOf<(string | number)[]>();
  });

  test("a step that takes its predecessor's result compiles", () => {
    expect(chain(sub.s(2, 2), sub.s(3)).toJSON().kwargs).toMatchObject({
      tasks: [{ args: [2, 2] }, { args: [3] }],
    });
  });

  test("a step that cannot take its predecessor's result does not compile", () => {
    const wrong = [
      // @ts-expect-error -- greet takes a text, sub yields a number
      chain(sub.s(2, 2), greet.s()),
      // @ts-expect-error -- sub(x, y) has both arguments already
      chain(sub.s(2, 2), sub.s(3, 4)),
      // @ts-expect-error -- sub takes numbers
      sub.s("2", 2),
    ];

    // The compiler refuses what only the run would: types are gone here.
    expect(wrong.map((step) => step.toJSON().task)).toEqual([
      "celery.chain",
      "celery.chain",
      "sub",
    ]);
  });
});
