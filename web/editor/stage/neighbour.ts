import type { Layout, PlacedBox } from "../../graph/layout/layout.ts";

export type Direction = "left" | "right" | "up" | "down";

/** Going aside costs more than going on. */
const ASIDE = 2.5;

/** What the eye finds next in a direction: the way of wires to the left and right, lanes up and down. */
export function neighbourOf(
  { boxes, frames }: Layout,
  id: string,
  direction: Direction,
): string | undefined {
  const all = [...boxes, ...frames];
  const from = all.find((placed) => placed.id === id);

  if (from === undefined) {
    return all[0]?.id;
  }

  return all
    .filter((placed) => placed.id !== id)
    .map((placed) => ({ id: placed.id, cost: costOf(from, placed, direction) }))
    .filter(({ cost }) => Number.isFinite(cost))
    .toSorted((a, b) => a.cost - b.cost)
    .at(0)?.id;
}

/** Infinite where it does not lie in that direction. A frame is where its left edge is, so that one steps into it from the left. */
function costOf(from: PlacedBox, to: PlacedBox, direction: Direction): number {
  const dx = to.x - from.x;
  const dy = middle(to) - middle(from);

  switch (direction) {
    case "right":
      return dx > 0 ? dx + Math.abs(dy) * ASIDE : Infinity;
    case "left":
      return dx < 0 ? -dx + Math.abs(dy) * ASIDE : Infinity;
    case "down":
      return dy > 0 ? dy + Math.abs(dx) * ASIDE : Infinity;
    case "up":
      return dy < 0 ? -dy + Math.abs(dx) * ASIDE : Infinity;
  }
}

function middle({ y, height }: PlacedBox): number {
  return y + height / 2;
}
