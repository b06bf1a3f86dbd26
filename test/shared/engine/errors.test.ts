import { describe, expect, it } from "vitest";

import { chordError, reprOf } from "../../../shared/engine/errors.ts";

describe("the repr of a message", () => {
  // Each pair as Python 3 prints it.
  it.each([
    ["boom", "'boom'"],
    ["", "''"],
    ["it's", `"it's"`],
    [`say "no"`, `'say "no"'`],
    [`it's "no"`, String.raw`'it\'s "no"'`],
    [String.raw`C:\temp`, String.raw`'C:\\temp'`],
    ["one\ntwo\r\tthree", String.raw`'one\ntwo\r\tthree'`],
    ["\u0000\u001b[31mred\u007f", String.raw`'\x00\x1b[31mred\x7f'`],
    ["\u00a0\u00ad", String.raw`'\xa0\xad'`],
    ["\u200b\u2028\ufeff", String.raw`'\u200b\u2028\ufeff'`],
    ["\ud800", String.raw`'\ud800'`],
    ["\u{e0001}", String.raw`'\U000e0001'`],
    ["é 漢 😀", "'é 漢 😀'"],
  ])("%j is %s", (text, printed) => {
    expect(reprOf(text)).toBe(printed);
  });
});

describe("a ChordError", () => {
  it("names the dependency and how it failed", () => {
    const cause = { type: "ValueError", message: "it's over", traceback: "at add" };

    expect(chordError("run.3", cause)).toEqual({
      type: "ChordError",
      message: `Dependency run.3 raised ValueError("it's over")`,
      traceback: null,
    });
  });

  it("says None where nothing was raised", () => {
    expect(chordError("run.3", null).message).toBe("Dependency run.3 raised None");
  });
});
