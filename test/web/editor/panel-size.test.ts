import { describe, expect, it } from "vitest";

import { rangeIn, sizeByKey } from "../../../web/editor/panels/panel-size.ts";

const range = rangeIn("inspector", 1_600);

describe("the edge of a panel", () => {
  it.each([
    ["goes outward with the arrow that points there", "ArrowLeft", 316],
    ["and back with the other", "ArrowRight", 284],
    ["to its least size", "Home", range.least],
    ["to its greatest", "End", range.most],
    ["and to where it was at first", "Enter", range.usual],
    ["but not with another key", "a", undefined],
  ])("%s", (_, key, size) => {
    expect(sizeByKey(range, 300, { key, outward: "ArrowLeft" })).toBe(size);
  });

  it("goes no further than it may", () => {
    expect(sizeByKey(range, range.most, { key: "ArrowLeft", outward: "ArrowLeft" })).toBe(
      range.most,
    );
    expect(sizeByKey(range, range.least, { key: "ArrowRight", outward: "ArrowLeft" })).toBe(
      range.least,
    );
  });

  it("goes no further than the window has room for", () => {
    expect(rangeIn("inspector", 1_000)).toEqual({ ...range, most: 450 });
    expect(rangeIn("code", 500)).toMatchObject({ most: 300 });
  });
});
