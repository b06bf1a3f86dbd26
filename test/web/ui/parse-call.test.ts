import { describe, expect, it } from "vitest";

import { parseCall } from "../../../web/ui/parse-call.ts";

describe("the text of a call", () => {
  it("is a list of arguments and an object of keyword arguments", () => {
    expect(parseCall({ args: "[1, [2]]", kwargs: '{"x": null}' })).toEqual({
      ok: true,
      call: { args: [1, [2]], kwargs: { x: null } },
    });
  });

  it("is refused part by part, saying what was expected", () => {
    expect(parseCall({ args: "{}", kwargs: "[1," })).toEqual({
      ok: false,
      problems: {
        args: "Expected a JSON list, as [1, 2].",
        kwargs: expect.stringMatching(/^This is not JSON: ./u),
      },
    });
  });
});
