import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { printJson, tokenize } from "../../../web/ui/print-json.ts";

const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)));

describe("printJson", () => {
  it("breaks only what does not fit, so that a signature stays on one line", () => {
    const value = {
      task: "celery.group",
      kwargs: {
        tasks: [
          { task: "add", args: [1, 2] },
          { task: "mul", args: [3] },
        ],
      },
    };

    expect(printJson(value, 40)).toBe(
      [
        "{",
        '  "task": "celery.group",',
        '  "kwargs": {',
        '    "tasks": [',
        '      {"task": "add", "args": [1, 2]},',
        '      {"task": "mul", "args": [3]}',
        "    ]",
        "  }",
        "}",
      ].join("\n"),
    );
  });

  it("counts the indent into the width of a line", () => {
    expect(printJson([[1, 2, 3]], 11)).toBe("[[1, 2, 3]]");
    expect(printJson([[1, 2, 3]], 10)).toBe("[\n  [\n    1,\n    2,\n    3\n  ]\n]");
  });

  it("is JSON of the same value at any width", () => {
    fc.assert(
      fc.property(json, fc.nat(120), (value, width) => {
        expect(JSON.parse(printJson(value, width))).toEqual(value);
      }),
    );
  });
});

describe("tokenize", () => {
  it("gives pieces that are the text when joined", () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = printJson(value, 20);

        expect(
          tokenize(text)
            .map((token) => token.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });

  it("tells keys from strings, and digits in a string from a number", () => {
    const tokens = tokenize('{"a 1": "b\\"2", "c": -1.5e3}').filter(({ kind }) => kind !== "plain");

    expect(tokens.map(({ kind, text }) => [kind, text])).toEqual([
      ["key", '"a 1"'],
      ["string", '"b\\"2"'],
      ["key", '"c"'],
      ["number", "-1.5e3"],
    ]);
  });
});
