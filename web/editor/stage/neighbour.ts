import type { Layout, PlacedBox, Wire } from "../../graph/layout/layout.ts";
import { holdsRect } from "./hits.ts";

export type Direction = "left" | "right" | "up" | "down";

/** Going aside costs more than going on. */
const ASIDE = 2.5;

/** What the eye finds next in a direction: the way of wires to the left and right, lanes up and down. */
export function neighbourOf(layout: Layout, id: string, direction: Direction): string | undefined {
  const all = [...layout.boxes, ...layout.frames];
  const from = all.find((placed) => placed.id === id);

  if (from === undefined) {
    return all[0]?.id;
  }

  const isAlong = direction === "left" || direction === "right";
  const found = isAlong
    ? alongWires(layout, from, direction)
    : acrossLanes(layout, from, direction);

  return (found ?? nearest(all, from, direction))?.id;
}

/** To what waits for it, into the first lane of a frame and over its join, and back again. */
function alongWires(
  { boxes, frames, wires }: Layout,
  from: PlacedBox,
  direction: "left" | "right",
): PlacedBox | undefined {
  const [lane] = after(wires, from.id, "fan");
  const onwards = lane === undefined ? after(wires, from.id, "out") : [lane];
  const ids = new Set(direction === "right" ? onwards : before(wires, from.id, "in"));

  return [...boxes, ...frames]
    .filter(({ id }) => ids.has(id))
    .toSorted((a, b) => Math.abs(middle(a) - middle(from)) - Math.abs(middle(b) - middle(from)))
    .at(0);
}

function after(wires: readonly Wire[], id: string, port: "fan" | "out"): readonly string[] {
  return wires
    .filter(({ from }) => from.id === id && from.port === port)
    .flatMap(({ to }) => (to.port === "join" ? after(wires, to.id, "out") : [to.id]));
}

function before(wires: readonly Wire[], id: string, port: "in" | "join"): readonly string[] {
  return wires
    .filter(({ to }) => to.id === id && to.port === port)
    .flatMap(({ from }) => {
      const joined = from.port === "out" ? before(wires, from.id, "join") : [];

      return joined.length > 0 ? joined : [from.id];
    });
}

/** Up and down inside of frames: what hangs below in the same lane, then the next lane; of the innermost frame that has one. */
function acrossLanes(
  { boxes, frames }: Layout,
  from: PlacedBox,
  direction: Direction,
): PlacedBox | undefined {
  const step = { up: -1, down: 1, left: 0, right: 0 }[direction];
  const around = frames.filter((frame) => step !== 0 && frame !== from && holdsRect(frame, from));

  for (const frame of around.toReversed()) {
    const lanes = frame.lanes.map(({ y, height }) => ({
      inside: [...boxes, ...frames].filter((placed) =>
        holdsRect({ ...frame, y: frame.y + y, height }, placed),
      ),
    }));
    const own = lanes.findIndex(({ inside }) => inside.includes(from));
    const column = lanes[own]?.inside.filter((placed) => isOver(placed, from)) ?? [];
    const next = lanes[own + step]?.inside ?? [];
    const found = nearest(column, from, direction) ?? firstUnder(next, from);

    if (found !== undefined) {
      return found;
    }
  }

  return undefined;
}

/** The step that stands most under the hand; a frame counts as one. */
function firstUnder(lane: readonly PlacedBox[], from: PlacedBox): PlacedBox | undefined {
  return lane
    .filter((placed) => !lane.some((other) => other !== placed && holdsRect(other, placed)))
    .toSorted((a, b) => Math.abs(a.x - from.x) - Math.abs(b.x - from.x))
    .at(0);
}

function nearest(
  all: readonly PlacedBox[],
  from: PlacedBox,
  direction: Direction,
): PlacedBox | undefined {
  return all
    .filter((placed) => placed !== from)
    .map((placed) => ({ placed, cost: costOf(from, placed, direction) }))
    .filter(({ cost }) => Number.isFinite(cost))
    .toSorted((a, b) => a.cost - b.cost)
    .at(0)?.placed;
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

function isOver(one: PlacedBox, other: PlacedBox): boolean {
  return one.x < other.x + other.width && other.x < one.x + one.width;
}
