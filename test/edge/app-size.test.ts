import { describe, expect, it } from "vitest";

import { measureApp, SIZE_BUDGET } from "./app-size.ts";

describe("the built app stays within its budget", () => {
  const size = measureApp();

  it.each([
    ["what the first page loads", "first"],
    ["what the editor loads besides", "editor"],
  ] as const)("%s", (_, part) => {
    expect(size[part].js).toBeGreaterThan(0);
    expect(size[part].js).toBeLessThanOrEqual(SIZE_BUDGET[part].js);
    expect(size[part].css).toBeLessThanOrEqual(SIZE_BUDGET[part].css);
  });

  it("the editor is no part of the first page", () => {
    expect(size.editor.js).toBeGreaterThan(size.first.js / 2);
  });
});
