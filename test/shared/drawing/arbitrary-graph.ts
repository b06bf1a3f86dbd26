import * as fc from "fast-check";

import type { Edge } from "../../../shared/drawing/partial-order.ts";

/** Without a cycle: edges run to larger numbers. */
export function arbitraryGraph(): fc.Arbitrary<{ size: number; edges: Edge[] }> {
  return fc.integer({ min: 1, max: 8 }).chain((size) =>
    fc.record({
      size: fc.constant(size),
      edges: fc.array(
        fc
          .tuple(fc.nat({ max: size - 1 }), fc.nat({ max: size - 1 }))
          .filter(([from, to]) => from < to),
        { maxLength: size < 2 ? 0 : 12 },
      ),
    }),
  );
}
