/** What of a drawing lies under the hand. */
import type { BlockId } from "../../../shared/drawing/block.ts";
import type { Layout, PlacedBox, Point } from "../../graph/layout/layout.ts";

export type Rect = Pick<PlacedBox, "x" | "y" | "width" | "height">;

/** The node at a point, or the innermost frame. */
export function placedAt({ boxes, frames }: Layout, point: Point): PlacedBox | undefined {
  return (
    boxes.find((box) => holdsPoint(box, point)) ??
    frames.findLast((frame) => holdsPoint(frame, point))
  );
}

/** What a rectangle catches: nodes that it touches, and frames that are all inside. */
export function caughtIn({ boxes, frames }: Layout, rect: Rect): readonly BlockId[] {
  return [
    ...frames.filter((frame) => holdsRect(rect, frame)),
    ...boxes.filter((box) => touches(rect, box)),
  ].map(({ id }) => id);
}

export function holdsPoint({ x, y, width, height }: Rect, point: Point): boolean {
  return point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
}

export function holdsRect(outer: Rect, { x, y, width, height }: Rect): boolean {
  return holdsPoint(outer, { x, y }) && holdsPoint(outer, { x: x + width, y: y + height });
}

/** At its edge is enough: a straight wire has no height. */
export function touches(a: Rect, b: Rect): boolean {
  return (
    a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height
  );
}
