import { describe, expect, it } from "vitest";

import { pipeCanvas } from "../../../shared/canvas/pipe-canvas.ts";
import { toSignature } from "../../../shared/canvas/to-json.ts";
import { readCases } from "./cases.ts";
import { parsed } from "./parsed.ts";

interface Pair {
  readonly left_kind: string;
  readonly right_kind: string;
  readonly left: unknown;
  readonly right: unknown;
  readonly result: unknown;
  readonly shape: string;
}

const { cases: pairs }: { readonly cases: readonly Pair[] } = JSON.parse(
  readCases("celery/ops_5.6.3.json"),
);

describe("left | right", () => {
  it.each(pairs)("$left_kind | $right_kind is $shape", ({ left, right, result }) => {
    expect(JSON.stringify(piped(left, right))).toBe(JSON.stringify(result));
  });

  it.each(pairs)("$left_kind | $right_kind leaves both as they were", (pair) => {
    const left = parsed(pair.left);
    const right = parsed(pair.right);
    pipeCanvas(left, right);
    expect([toSignature(left), toSignature(right)]).toEqual([pair.left, pair.right]);
  });

  it("gives a chain's callback to its last task and its errback to each, once it is part of another", () => {
    const left = parsed({
      task: "celery.chain",
      kwargs: { tasks: [{ task: "a" }, { task: "b" }] },
      options: { link: { task: "cb" }, link_error: { task: "eb" } },
      subtask_type: "chain",
    });
    const both = pipeCanvas(left, parsed({ task: "c" }));
    expect(both.kind === "chain" && both.tasks.map((task) => Object.keys(task.options))).toEqual([
      ["link_error"],
      ["link", "link_error"],
      [],
    ]);
    expect(both.options).toEqual({});
  });
});

function piped(left: unknown, right: unknown): unknown {
  return toSignature(pipeCanvas(parsed(left), parsed(right)));
}
