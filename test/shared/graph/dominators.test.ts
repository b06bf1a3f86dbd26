import { array, assert, integer, property } from "fast-check";
import { expect, test } from "vitest";

import { Dominators } from "../../../shared/graph/dominators.ts";

/** By definition: d is before n when n cannot be reached from a start without d. */
function dominatorsOf(inputs: readonly (readonly number[])[], node: number): Set<number> {
  const candidates = [...inputs.keys()].filter(
    (without) => without !== node && !isReached(inputs, node, without),
  );

  return new Set(candidates);
}

function isReached(inputs: readonly (readonly number[])[], node: number, without: number): boolean {
  const sources = inputs[node] ?? [];

  return (
    node !== without &&
    (sources.length === 0 || sources.some((source) => isReached(inputs, source, without)))
  );
}

test("the common dominator is the nearest node that every way to every member goes through", () => {
  // Node n waits for some of the nodes before it.
  const dag = array(array(integer({ min: 0, max: 1000 }), { maxLength: 3 }), {
    minLength: 2,
    maxLength: 14,
  }).map((rows) =>
    rows.map((row, node) => (node === 0 ? [] : [...new Set(row.map((choice) => choice % node))])),
  );

  assert(
    property(
      dag,
      array(integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 4 }),
      (inputs, choices) => {
        const members = choices.map((choice) => choice % inputs.length);
        const common = members
          .map((member) => dominatorsOf(inputs, member))
          .reduce((a, b) => a.intersection(b));
        // All dominators of a node lie on one way to it, so the nearest is the last in topological order.
        const nearest = common.size === 0 ? null : Math.max(...common);

        expect(new Dominators(inputs, [...inputs.keys()]).before(members)).toBe(nearest);
      },
    ),
    { numRuns: 2000 },
  );
});

test("100,000 nodes deep with a join at every node is answered", () => {
  const inputs = Array.from({ length: 100_000 }, (_, node) =>
    node < 2 ? [] : [node - 1, node - 2],
  );

  expect(new Dominators(inputs, [...inputs.keys()]).before([99_999, 1])).toBeNull();
});
