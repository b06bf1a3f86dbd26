import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { fromRanges, toRanges } from "../../../shared/engine/ranges.ts";

const ascending = fc
  .uniqueArray(fc.nat({ max: 60 }))
  .map((nodes) => nodes.toSorted((a, b) => a - b));

describe("ranges of nodes", () => {
  it("hold exactly the nodes they were made of, in order", () => {
    fc.assert(
      fc.property(ascending, (nodes) => {
        expect([...fromRanges(toRanges(nodes))]).toEqual(nodes);
      }),
    );
  });

  it("never touch: neighbours share one", () => {
    fc.assert(
      fc.property(ascending, (nodes) => {
        const ranges = toRanges(nodes);

        for (const [index, [from]] of ranges.entries()) {
          expect(from).toBeGreaterThan((ranges[index - 1]?.[1] ?? -2) + 1);
        }
      }),
    );
  });

  it("of 10,000 neighbours are two numbers", () => {
    expect(toRanges(Array.from({ length: 10_000 }, (_, node) => node))).toEqual([[0, 9999]]);
  });
});
