import { assert, double, integer, property, tuple } from "fast-check";
import { expect, it } from "vitest";

import { cellsInSight } from "../../../../web/editor/stage/use-wires-in-sight.ts";

const side = integer({ min: 100, max: 3_000 });
const offset = integer({ min: -100_000, max: 100_000 });
/** A cell, but for what rounding takes. */
const AROUND = 255.999;
const zoom = double({ min: 0.01, max: 2, noNaN: true });

it("covers all that is in sight and what comes into sight soon, wherever the picture stands", () => {
  assert(
    property(
      tuple(side, side),
      tuple(offset, offset),
      zoom,
      ([width, height], [left, top], scale) => {
        const cells = cellsInSight({ width, height }, [left, top, scale]);

        expect(cells.x * scale + left).toBeLessThanOrEqual(-AROUND);
        expect(cells.y * scale + top).toBeLessThanOrEqual(-AROUND);
        expect((cells.x + cells.width) * scale + left).toBeGreaterThanOrEqual(width + AROUND);
        expect((cells.y + cells.height) * scale + top).toBeGreaterThanOrEqual(height + AROUND);
      },
    ),
  );
});

it("stays the same while the picture moves by less than a cell", () => {
  const room = { width: 800, height: 600 };

  expect(cellsInSight(room, [-10, -10, 1])).toEqual(cellsInSight(room, [-200, -100, 1]));
});
