import { describe, expect, it } from "vitest";

import { EMPTY_DRAWING, readDrawing, type Drawing } from "../../../../shared/drawing/drawing.ts";
import { loadDrawing, saveDrawing } from "../../../../shared/drawing/saved.ts";
import { isRunAs } from "../../../../web/editor/run/is-run-as.ts";
import { chain, s } from "../../../reference/signatures.ts";

function drawn(...args: readonly number[]): Drawing {
  const read = readDrawing(JSON.parse(JSON.stringify(chain(s("add", ...args), s("mul", 2)))));

  return read.ok ? read.drawing : EMPTY_DRAWING;
}

describe("a drawing is as it was run", () => {
  it("whatever it is called", () => {
    const run = drawn(1, 2);

    expect(isRunAs(run, { ...run, name: "sums" })).toBe(true);
  });

  it("when it was read anew from where it is kept", () => {
    const run = drawn(1, 2);
    const read = loadDrawing(JSON.parse(JSON.stringify(saveDrawing(run))));

    expect(read.ok && isRunAs(run, read.drawing)).toBe(true);
  });

  it("no more once an argument or an edge is another", () => {
    const run = drawn(1, 2);

    expect(isRunAs(run, drawn(1, 3))).toBe(false);
    expect(isRunAs(run, { ...run, crossings: [{ from: "1", to: "2" }] })).toBe(false);
  });
});
