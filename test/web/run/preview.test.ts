import { describe, expect, it } from "vitest";

import type { JsonValue } from "../../../shared/canvas/json.ts";
import { previewOf } from "../../../web/run/preview.ts";
import { nodeView } from "../live/views.ts";

describe("a result on a wire", () => {
  it.each<readonly [JsonValue, string]>([
    [5, "5"],
    [null, "null"],
    ["ok", '"ok"'],
    ["a long text", '"a lon…'],
    [1_234_567.5, "123456…"],
    [[1, 2, 3], "list[3]"],
    [{ width: 3 }, "dict[1]"],
  ])("%j is told as %s", (result, text) => {
    expect(previewOf(nodeView(0, { state: "SUCCESS", result }))?.text).toBe(text);
  });

  it("is told whole to whoever stays on it, as far as it can be read", () => {
    const [short, long] = [[1, 2], "x".repeat(1_000)].map(
      (result) => previewOf(nodeView(0, { state: "SUCCESS", result }))?.title,
    );

    expect(short).toBe("[1, 2]");
    expect(long).toHaveLength(300);
  });

  it("is only called large where it is kept apart", () => {
    const node = nodeView(0, { state: "SUCCESS", result_url: "/api/results/1" });

    expect(previewOf(node)?.text).toBe("large");
  });

  it("is not there before the task succeeded", () => {
    expect(previewOf(nodeView(0, { state: "STARTED" }))).toBeNull();
    expect(previewOf(nodeView(0, { state: "FAILURE" }))).toBeNull();
  });
});
