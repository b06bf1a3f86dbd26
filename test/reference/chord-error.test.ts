import { describe, expect, it } from "vitest";

import { chordError, pythonRepr } from "./chord-error.ts";

describe("a Python repr", () => {
  it.for([
    ["boom", "'boom'"],
    ["", "''"],
    ["it's", `"it's"`],
    [`say "no"`, `'say "no"'`],
    [`it's "no"`, String.raw`'it\'s "no"'`],
    ["a\\b", String.raw`'a\\b'`],
    ["a\n\r\tb", String.raw`'a\n\r\tb'`],
    ["\u0000\u001b\u007f\u00a0", String.raw`'\x00\x1b\x7f\xa0'`],
    ["\u2028\u200b", String.raw`'\u2028\u200b'`],
    ["\u{e0001}", String.raw`'\U000e0001'`],
    ["é 漢 😀", "'é 漢 😀'"],
  ] as const)("of %j is %s", ([text, printed]) => {
    expect(pythonRepr(text)).toBe(printed);
  });
});

it("a ChordError names the dependency and its exception", () => {
  expect(chordError("run.3", { type: "ValueError", message: "boom" })).toEqual({
    type: "ChordError",
    message: "Dependency run.3 raised ValueError('boom')",
  });
});
