/** Where something that is dragged would go, from where it is over the picture. */
import type { Block } from "../../../shared/drawing/block.ts";
import { type Drawing, findBlock } from "../../../shared/drawing/drawing.ts";
import type { Slot } from "../../../shared/drawing/edit/insert.ts";
import {
  exitOf,
  type Layout,
  type PlacedBox,
  type PlacedFrame,
  type Point,
  type Wire,
} from "../../graph/layout/layout.ts";
import { FRAME, GAP } from "../../graph/layout/sizes.ts";
import { wireMiddle } from "../../graph/wire-path.ts";
import { openTaskOf } from "../pick.ts";
import type { Aim } from "../store.ts";
import { holdsPoint } from "./hits.ts";

/** A place to drop, and the mark that shows it. */
export interface Drop {
  readonly aim: Aim;
  readonly mark: Mark;
}

export interface Mark {
  readonly shape: "plus" | "bar" | "box";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const WIRE_REACH = 26;
const SIDE_SHARE = 0.22;
const BAR = 3;

/** `ignored` is what is dragged itself. */
export function dropAt(
  { drawing, layout }: { readonly drawing: Drawing; readonly layout: Layout },
  point: Point,
  ignored: ReadonlySet<string> = new Set(),
): Drop {
  const box = layout.boxes.find((placed) => !ignored.has(placed.id) && holdsPoint(placed, point));

  if (box !== undefined) {
    return onBox(drawing, box, point);
  }

  const wire = nearestWire(layout.wires, point, ignored);

  if (wire !== undefined) {
    const { x, y } = wireMiddle(wire);

    return {
      aim: { kind: "put", slot: slotOn(wire) },
      mark: { shape: "plus", x: x - 10, y: y - 10, width: 20, height: 20 },
    };
  }

  const frame = layout.frames.findLast(
    (placed) => !ignored.has(placed.id) && holdsPoint(placed, point),
  );

  return frame === undefined ? onVoid(drawing, layout, point) : inFrame(frame, point);
}

/** The place that a wire stands for: what is put there is wired on both sides. */
export function slotOn({ from, to }: Wire): Slot {
  if (to.port === "join") {
    return { at: "after", id: from.id };
  }

  return { at: "before", id: to.id };
}

/** On what has no task yet: it becomes that. Else beside it, on the side that is nearest. */
function onBox(drawing: Drawing, box: PlacedBox, point: Point): Drop {
  const block = findBlock(drawing, box.id)?.block;
  const open = block === undefined ? undefined : openTaskOf(block);

  if (open !== undefined) {
    return { aim: { kind: "choose", id: open }, mark: { shape: "box", ...box } };
  }

  const across = (point.x - box.x) / box.width;
  const { id, x, y, width, height } = box;

  if (across < SIDE_SHARE) {
    return bar({ at: "before", id }, { x: x - 6, y, width: BAR, height });
  }

  if (across > 1 - SIDE_SHARE) {
    return bar({ at: "after", id }, { x: x + width + 3, y, width: BAR, height });
  }

  return point.y < y + height / 2
    ? bar({ at: "above", id }, { x, y: y - 6, width, height: BAR })
    : bar({ at: "below", id }, { x, y: y + height + 3, width, height: BAR });
}

function bar(slot: Slot, rect: Omit<Mark, "shape">): Drop {
  return { aim: { kind: "put", slot }, mark: { shape: "bar", ...rect } };
}

function inFrame({ id, x, y, width, lanes }: PlacedFrame, point: Point): Drop {
  const index = lanes.filter((lane) => y + lane.y + lane.height / 2 < point.y).length;
  const next = lanes[index];
  const last = lanes.at(-1);
  const behind = last === undefined ? FRAME.head + FRAME.padY : last.y + last.height + 4;
  const top = next === undefined ? behind : next.y - 8;

  return bar({ at: "lane", id, index }, { x: x + 12, y: y + top, width: width - 24, height: BAR });
}

/** Right of what runs is after it; anywhere else is on the shelf. */
function onVoid(drawing: Drawing, layout: Layout, point: Point): Drop {
  const isEmpty = drawing.root === null;
  const root = drawing.root === null ? undefined : extentOf(drawing.root, layout);

  if (isEmpty || root === undefined) {
    return {
      aim: { kind: "put", slot: { at: "end" } },
      mark: { shape: "box", x: point.x - 92, y: point.y - 28, width: 184, height: 56 },
    };
  }

  const isBehind =
    point.x > root.right &&
    point.x < root.right + 3 * GAP.ordered + 184 &&
    point.y < root.bottom + 60;

  return isBehind
    ? bar(
        { at: "end" },
        { x: root.right + GAP.step / 2, y: root.top, width: BAR, height: root.bottom - root.top },
      )
    : {
        aim: { kind: "put", slot: { at: "shelf" } },
        mark: { shape: "box", x: point.x - 92, y: point.y - 28, width: 184, height: 56 },
      };
}

/** The first whole is what runs: it stands above the others. */
function extentOf(
  root: Block,
  { boxes, frames }: Layout,
): { readonly right: number; readonly top: number; readonly bottom: number } {
  const ids = new Set(idsOf(root));
  const own = [...boxes, ...frames].filter(({ id }) => ids.has(id));

  return {
    right: Math.max(0, ...own.map(exitOf)),
    top: Math.min(...own.map(({ y }) => y)),
    bottom: Math.max(0, ...own.map(({ y, height }) => y + height)),
  };
}

function idsOf(block: Block): readonly string[] {
  const parts = "parts" in block ? block.parts.flatMap(idsOf) : [];

  return block.kind === "chord" ? [block.id, ...parts, ...idsOf(block.body)] : [block.id, ...parts];
}

function nearestWire(
  wires: readonly Wire[],
  point: Point,
  ignored: ReadonlySet<string>,
): Wire | undefined {
  return wires.find((wire) => {
    const { x, y } = wireMiddle(wire);

    return (
      !ignored.has(wire.from.id) &&
      !ignored.has(wire.to.id) &&
      Math.hypot(point.x - x, point.y - y) < WIRE_REACH
    );
  });
}
