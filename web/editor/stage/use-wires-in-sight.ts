import { useStore } from "@xyflow/react";
import { useMemo } from "react";

import type { Wire } from "../../graph/layout/layout.ts";
import type { StageWire } from "./flow.ts";
import { type Rect, touches } from "./hits.ts";

/** Fewer are all there. */
const MANY_WIRES = 300;
/** On the screen: what comes into sight by less was there before. */
const LEAST_CELL = 256;

/** The wires around what is in sight: all of a large drawing's would be gone through at each edit, and most are seen by nobody. */
export function useWiresInSight(wires: readonly StageWire[]): readonly StageWire[] {
  const isMany = wires.length > MANY_WIRES;
  const sight = useStore(
    ({ width, height, transform }) => (isMany ? cellsInSight({ width, height }, transform) : null),
    isSame,
  );

  return useMemo(
    () => (sight === null ? wires : wires.filter(({ wire }) => touches(sight, extentOf(wire)))),
    [wires, sight],
  );
}

/** Grown to whole cells of a size that is a power of two, so that it seldom changes while the picture moves. */
export function cellsInSight(
  { width, height }: Pick<Rect, "width" | "height">,
  [left, top, zoom]: readonly [x: number, y: number, zoom: number],
): Rect {
  const cell = 2 ** Math.ceil(Math.log2(LEAST_CELL / zoom));
  const x = (Math.floor(-left / zoom / cell) - 1) * cell;
  const y = (Math.floor(-top / zoom / cell) - 1) * cell;

  return {
    x,
    y,
    width: (Math.ceil((width - left) / zoom / cell) + 1) * cell - x,
    height: (Math.ceil((height - top) / zoom / cell) + 1) * cell - y,
  };
}

/** A wire runs between its ends, or on to where it turns. */
function extentOf({ from, to, flatUntil }: Wire): Rect {
  const x = Math.min(from.x, to.x);
  const y = Math.min(from.y, to.y);

  return {
    x,
    y,
    width: Math.max(from.x, to.x, flatUntil) - x,
    height: Math.max(from.y, to.y) - y,
  };
}

function isSame(a: Rect | null, b: Rect | null): boolean {
  return (
    a === b ||
    (a !== null &&
      b !== null &&
      a.x === b.x &&
      a.y === b.y &&
      a.width === b.width &&
      a.height === b.height)
  );
}
