import type { Point, Wire } from "./layout/layout.ts";

const CORNER = 8;
/** A curve leaves and arrives flat for at least so far. */
const LEAST_REACH = 16;
const BACK_REACH = 72;

/** The line of a wire, as an SVG path. */
export function wirePath({ kind, from, to, flatUntil }: Wire): string {
  if (kind === "error" || kind === "link") {
    const corner = Math.min(CORNER, to.y - from.y, to.x - from.x);

    return `M${from.x} ${from.y}V${to.y - corner}Q${from.x} ${to.y} ${from.x + corner} ${to.y}H${to.x}`;
  }

  if (from.y === to.y) {
    return `M${from.x} ${from.y}H${to.x}`;
  }

  // A wire that runs back leaves and arrives as if it ran forth.
  const reach = to.x < flatUntil ? BACK_REACH : Math.max(LEAST_REACH, (to.x - flatUntil) * 0.55);

  return `M${from.x} ${from.y}H${flatUntil}C${flatUntil + reach} ${from.y} ${to.x - reach} ${to.y} ${to.x} ${to.y}`;
}

/** Where a button on a wire stands: on its line, away from its ends. */
export function wireMiddle({ kind, from, to, flatUntil }: Wire): Point {
  if (kind === "error" || kind === "link") {
    return { x: from.x, y: (from.y + to.y) / 2 };
  }

  return flatUntil > from.x
    ? { x: (from.x + flatUntil) / 2, y: from.y }
    : { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

/** From the middle of a wire to the middle of what is said above it. */
export const CHIP_LIFT = 19;

/** Where it is told what went along a wire: above it. Null: nothing does, or it is told once for many wires. */
export function resultPlace(wire: Wire): Point | null {
  if (wire.kind !== "data" || wire.from.port !== "out" || wire.to.port !== "in") {
    return null;
  }

  const { x, y } = wireMiddle(wire);

  return { x, y: y - CHIP_LIFT };
}
