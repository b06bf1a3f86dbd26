/** A drawing in a few strokes, one for all that looks alike: as many nodes as one likes are drawn as fast as ten. */
import type { BlockId } from "../../../../shared/drawing/block.ts";
import type { TaskState } from "../../../../shared/wire/views.ts";
import type { Layout, PlacedBox } from "../../../graph/layout/layout.ts";
import type { Flaw, NodeStatus } from "../../../graph/nodes/node-look.ts";
import { wirePath } from "../../../graph/wire-path.ts";
import type { Statuses } from "../../run/statuses.ts";
import type { StageWire } from "../flow.ts";
import type { Rect } from "../hits.ts";

/** An SVG path. */
export interface Stroke<Look> {
  readonly look: Look;
  readonly d: string;
}

/** How a node fares, or null while nothing is told of it; what is wrong with it looks like what failed. */
type Fare = TaskState | null;

export interface NodeStrokes {
  readonly frames: readonly Stroke<Fare>[];
  readonly boxes: readonly Stroke<Fare>[];
  /** Over those that failed: colour alone would not tell everybody. */
  readonly crosses: string;
}

const PILL_HEIGHT = 28;
const CROSS = 20;

export function nodeStrokes(
  { boxes, frames }: Layout,
  { blocks, joins }: Pick<Statuses, "blocks" | "joins">,
  flaws: ReadonlyMap<BlockId, Flaw>,
): NodeStrokes {
  const around = new Strokes<Fare>();
  const inside = new Strokes<Fare>();
  const crosses: string[] = [];

  for (const frame of frames) {
    around.add(blocks.get(frame.id)?.state ?? null, rect(frame));
  }

  for (const { look, d } of pillStrokes({ boxes, frames }, { blocks, joins })) {
    inside.add(look, d);
  }

  for (const box of boxes) {
    const status = blocks.get(box.id);

    for (const { state, part } of sharesOf(box, status)) {
      inside.add(state ?? flawState(flaws.get(box.id)), rect(part));
    }

    if (status?.state === "FAILURE") {
      crosses.push(cross(box));
    }
  }

  return { frames: around.all, boxes: inside.all, crosses: crosses.join("") };
}

function pillStrokes(
  { boxes, frames }: Pick<Layout, "boxes" | "frames">,
  { blocks, joins }: Pick<Statuses, "blocks" | "joins">,
): readonly Stroke<Fare>[] {
  return [
    ...frames.flatMap((frame) => pill(frame, frame.axis, joins.get(frame.id))),
    ...boxes.flatMap((box) => pill(box, box.height / 2, blocks.get(box.id))),
  ];
}

export function wireStrokes(wires: readonly StageWire[]): readonly Stroke<string>[] {
  const strokes = new Strokes<string>();

  for (const { wire, isCrossing } of wires) {
    strokes.add(isCrossing ? "crossing" : wire.kind, wirePath(wire));
  }

  return strokes.all;
}

class Strokes<Look> {
  readonly #paths = new Map<Look, string[]>();

  get all(): readonly Stroke<Look>[] {
    return Array.from(this.#paths, ([look, paths]) => ({ look, d: paths.join("") }));
  }

  add(look: Look, path: string): void {
    const paths = this.#paths.get(look);

    if (paths === undefined) {
      this.#paths.set(look, [path]);
    } else {
      paths.push(path);
    }
  }
}

interface Share {
  readonly state: Fare;
  readonly part: Rect;
}

/** Of many tasks each state has as much of the width as of them. */
function sharesOf(box: PlacedBox, status: NodeStatus | undefined): readonly Share[] {
  const tally = status?.tally ?? null;

  if (tally === null || tally.total === 0) {
    return [{ state: status?.state ?? null, part: box }];
  }

  let left = box.x;

  return tally.parts.map(({ state, count }) => {
    const part = { ...box, x: left, width: (box.width * count) / tally.total };
    left += part.width;

    return { state, part };
  });
}

function flawState(flaw: Flaw | undefined): Fare {
  if (flaw === undefined) {
    return null;
  }

  return flaw.isWarning ? "RETRY" : "FAILURE";
}

/** None where nothing waits for a list. */
function pill(
  { x, y, join }: PlacedBox,
  axis: number,
  status: NodeStatus | undefined,
): readonly Stroke<Fare>[] {
  if (join === null) {
    return [];
  }

  const { left, width } = join;
  const place = { x: x + left, y: y + axis - PILL_HEIGHT / 2, width, height: PILL_HEIGHT };

  return [{ look: status?.state ?? null, d: rect(place) }];
}

function rect({ x, y, width, height }: Rect): string {
  return `M${x} ${y}h${width}v${height}h${-width}z`;
}

function cross({ x, y, width, height }: Rect): string {
  const left = x + width / 2 - CROSS;
  const top = y + height / 2 - CROSS;
  const side = 2 * CROSS;

  return `M${left} ${top}l${side} ${side}m0 ${-side}l${-side} ${side}`;
}
