import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { MAX_CANVAS_NODES, MAX_VALUE_BYTES } from "../../../shared/engine/limits.ts";
import { decodePlan, encodePlan } from "../../../shared/engine/plan-parts.ts";
import type { Gate, Plan, PlanNode } from "../../../shared/engine/plan.ts";
import { chain, onError, s } from "../../reference/signatures.ts";
import { arbitraryPlan } from "../../support/arbitrary-plan.ts";
import { planFrom } from "../../support/hand-run.ts";

const MAX_ROW_BYTES = 2_000_000;

const node: PlanNode = {
  task: "echo",
  args: [],
  kwargs: {},
  options: { queue: "default" },
  input: null,
  immutable: false,
};

function planOfParts(nodes: readonly PlanNode[], gates: readonly Gate[] = []): Plan {
  return { nodes, gates, output: 0, lone: false, fragments: [] };
}

function times<Item>(count: number, item: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => item(index));
}

describe("a plan written as parts", () => {
  it("is read back as it was, whatever is in it", () => {
    fc.assert(
      fc.property(arbitraryPlan, (plan) => {
        const parts = encodePlan(plan);

        expect(decodePlan(parts)).toEqual(plan);
        expect(encodePlan(decodePlan(parts))).toEqual(parts);
      }),
    );
  });

  it.each([
    [
      "tasks with much to say",
      planOfParts(times(50, (index) => ({ ...node, args: [index, "x".repeat(300_000)] }))),
    ],
    [
      "text of three bytes a character",
      planOfParts(times(50, (index) => ({ ...node, args: [index, "漢".repeat(100_000)] }))),
    ],
    [
      "arguments as large as they may be",
      planOfParts(times(3, () => ({ ...node, args: ["x".repeat(MAX_VALUE_BYTES - 10)] }))),
    ],
    [
      "the largest join",
      planOfParts(
        [node],
        [{ kind: "join", members: times(MAX_CANVAS_NODES, (index) => index), after: null }],
      ),
    ],
    [
      "an errback on the longest chain",
      planFrom(onError(chain(...times(MAX_CANVAS_NODES - 1, () => s("echo"))), s("echo"))),
    ],
  ])("has several rows where one would be too long, each within a row's limit: %s", (_, plan) => {
    const parts = encodePlan(plan);

    for (const part of parts) {
      expect(new TextEncoder().encode(part).length).toBeLessThan(MAX_ROW_BYTES);
    }

    expect(sameAs(decodePlan(parts), plan)).toBe(true);
  });

  it("is not cut while it is small", () => {
    expect(encodePlan(planOfParts(times(1000, () => node)))).toHaveLength(1);
  });
});

describe("parts that are no plan", () => {
  it("are refused when another version wrote them", () => {
    const [part = ""] = encodePlan(planOfParts([node]));

    expect(() => decodePlan([part.replace('"v":1', '"v":2')])).toThrow("expected 1");
  });

  it("are refused without a head", () => {
    expect(() => decodePlan(['{"nodes":[]}'])).toThrow("have none");
    expect(() => decodePlan([])).toThrow("have none");
  });
});

/** The framework's own comparison of 100,000 nodes would take longer than all other tests. */
function sameAs(one: Plan, other: Plan): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
