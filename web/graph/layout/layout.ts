/**
 * Parts -> boxes, frames and wires with coordinates. Rows run to the right, lanes and callbacks stand below each other; everything that
 * follows lies on one line, the axis. One walk up measures, one walk down places, so the time grows with the number of parts and the
 * same parts always get the same picture.
 */
import { isOrdered, laneHeight, type Measured, Measures } from "./measure.ts";
import type { BoxPart, FramePart, Hanging, Part, RowPart } from "./part.ts";
import { FRAME, GAP, type Join } from "./sizes.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedBox extends Point {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** The pill at its end; null: nothing waits for a list of it. */
  readonly join: Join | null;
}

export interface PlacedFrame extends PlacedBox {
  /** Its lanes from top to bottom. */
  readonly lanes: readonly Lane[];
  /** Where it is entered and left, from its top. */
  readonly axis: number;
  /** How many frames it stands in. */
  readonly depth: number;
}

interface Lane {
  /** From the top of its frame. */
  readonly y: number;
  readonly height: number;
  /** Where it is entered and left, from its own top. */
  readonly axis: number;
}

/** A line under a row: what hangs on it belongs to all of its steps. */
interface Bracket extends Point {
  readonly id: string;
  readonly width: number;
}

/** One end of a wire: which handle of what. `fan` is a frame's entry from inside, `join` its exit from inside. */
interface Anchor extends Point {
  readonly id: string;
  readonly port: "in" | "out" | "fan" | "join" | "error" | "link";
}

export interface Wire {
  readonly id: string;
  /** `order`: nothing is passed. */
  readonly kind: "data" | "order" | "link" | "error";
  readonly from: Anchor;
  readonly to: Anchor;
  /** It runs flat until here, and only then to its end. */
  readonly flatUntil: number;
}

export interface Layout {
  readonly boxes: readonly PlacedBox[];
  /** Outer ones before those in them. */
  readonly frames: readonly PlacedFrame[];
  readonly wires: readonly Wire[];
  readonly brackets: readonly Bracket[];
  readonly width: number;
  readonly height: number;
}

/** Wholes below each other. */
export function layOut(wholes: readonly Part[]): Layout {
  const placing = new Placing();
  let height = 0;
  let width = 0;

  for (const whole of wholes) {
    const top = height === 0 ? 0 : height + GAP.whole;
    const size = placing.measure(whole);
    placing.place(whole, { x: 0, y: top }, { depth: 0, floor: 0, isFollowed: false });
    height = top + laneHeight(size);
    width = Math.max(width, size.reach);
  }

  return { ...placing.placed, width, height };
}

interface Around {
  /** How many frames stand around it. */
  readonly depth: number;
  /** What hangs on it stands below this. */
  readonly floor: number;
  /** Something waits for it. */
  readonly isFollowed: boolean;
}

interface Ends {
  readonly entry: Anchor;
  readonly exit: Anchor;
}

class Placing {
  readonly #measures = new Measures();
  readonly #boxes: PlacedBox[] = [];
  readonly #frames: PlacedFrame[] = [];
  readonly #brackets: Bracket[] = [];
  readonly #wires: Wire[] = [];

  get placed(): Pick<Layout, "boxes" | "frames" | "wires" | "brackets"> {
    return {
      boxes: this.#boxes,
      frames: this.#frames,
      wires: this.#wires,
      brackets: this.#brackets,
    };
  }

  measure(part: Part): Measured {
    return this.#measures.of(part, false);
  }

  place(part: Part, at: Point, around: Around): Ends {
    switch (part.kind) {
      case "box":
        return this.#box(part, at, around);
      case "row":
        return this.#row(part, at, around);
      case "frame":
        return this.#frame(part, at, around);
    }
  }

  #box(box: BoxPart, { x, y }: Point, { depth, floor, isFollowed }: Around): Ends {
    const { id, width, height } = box;
    const { join } = this.#measures.of(box, isFollowed);
    const axis = y + height / 2;
    const placed = { id, x, y, width, height, join };
    this.#boxes.push(placed);
    this.#hang(box, placed, { depth, floor });

    return {
      entry: { id, port: "in", x, y: axis },
      exit: { id, port: "out", x: exitOf(placed), y: axis },
    };
  }

  #row(row: RowPart, { x, y }: Point, { depth, floor, isFollowed }: Around): Ends {
    const { axis, width, height } = this.#measures.of(row, isFollowed);
    const lefts = this.#measures.lefts(row, isFollowed);
    const bottom = y + axis + this.#measures.belowAxis(row, isFollowed);
    const ends: Ends[] = [];

    for (const [index, part] of row.parts.entries()) {
      const isWaitedFor = isFollowed || index < row.parts.length - 1;
      const size = this.#measures.of(part, isWaitedFor);
      const place = { x: x + (lefts[index] ?? 0), y: y + axis - size.axis };
      const next = this.place(part, place, { depth, floor: bottom, isFollowed: isWaitedFor });

      this.#connect(ends.at(-1)?.exit, next.entry, part);
      ends.push(next);
    }

    if (row.hanging.length > 0) {
      this.#brackets.push({ id: row.id, x, y: y + height, width });
    }

    this.#hang(row, { x, y, width, height }, { depth, floor });
    const nothing: Anchor = { id: row.id, port: "in", x, y: y + axis };

    return { entry: ends[0]?.entry ?? nothing, exit: ends.at(-1)?.exit ?? nothing };
  }

  #frame(frame: FramePart, at: Point, around: Around): Ends {
    const { id } = frame;
    const { axis, height, ownWidth: width, join } = this.#measures.of(frame, around.isFollowed);
    const { depth, floor, isFollowed } = around;
    const { x } = at;
    const y = at.y + axis;
    const right = x + width;
    const lanes: Lane[] = [];

    // Before what is in it: the list is filled while its lanes are placed.
    const placed = { id, ...at, width, height, axis, join, depth, lanes };
    this.#frames.push(placed);
    let top = at.y + FRAME.head + FRAME.padY;

    for (const lane of frame.lanes) {
      const laneSize = this.#measures.of(lane, false);
      const bottom = top + laneHeight(laneSize);
      const ends = this.place(
        lane,
        { x: x + FRAME.padIn, y: top },
        { depth: depth + 1, floor: 0, isFollowed: false },
      );
      lanes.push({ y: top - at.y, height: bottom - top, axis: laneSize.axis });
      this.#connect({ id, port: "fan", x, y }, ends.entry, lane);
      this.#wire(
        "data",
        ends.exit,
        { id, port: "join", x: x + (join?.left ?? width), y },
        {
          flatUntil: right - (isFollowed ? FRAME.padOut : FRAME.padIn),
        },
      );
      top = bottom + FRAME.laneGap;
    }

    this.#hang(frame, placed, { depth, floor });

    return {
      entry: { id, port: "in", x, y },
      exit: { id, port: "out", x: exitOf(placed), y },
    };
  }

  #connect(from: Anchor | undefined, to: Anchor, part: Part): void {
    if (from !== undefined) {
      this.#wire(isOrdered(part) ? "order" : "data", from, to, { flatUntil: from.x });
    }
  }

  #wire(
    kind: Wire["kind"],
    from: Anchor,
    to: Anchor,
    { flatUntil }: Pick<Wire, "flatUntil">,
  ): void {
    const id = `${from.id}.${from.port}-${to.id}.${to.port}`;
    this.#wires.push({ id, kind, from, to, flatUntil: Math.max(flatUntil, from.x) });
  }

  /** Callbacks below a block, errors before links: a link's wire then passes under those of the errors. */
  #hang(
    { id, hanging }: { readonly id: string; readonly hanging: readonly Hanging[] },
    block: Point & Pick<PlacedBox, "width" | "height">,
    { depth, floor }: Pick<Around, "depth" | "floor">,
  ): void {
    const bottom = block.y + block.height;
    const middle = block.x + block.width / 2;
    let top = Math.max(bottom, floor) + GAP.hanging;

    for (const { kind, part } of inOrder(hanging)) {
      const x = kind === "error" ? middle : middle - GAP.hangingIn / 2;
      const ends = this.place(
        part,
        { x: middle + GAP.hangingIn, y: top },
        { depth, floor: 0, isFollowed: false },
      );

      this.#wire(kind, { id, port: kind, x, y: bottom }, ends.entry, { flatUntil: x });
      top += laneHeight(this.measure(part)) + GAP.betweenHanging;
    }
  }
}

/** Where it is left: behind its pill. */
export function exitOf({ x, width, join }: Pick<PlacedBox, "x" | "width" | "join">): number {
  return x + width + standingOut({ width, join });
}

/** How far its pill stands out of it. */
export function standingOut({ width, join }: Pick<PlacedBox, "width" | "join">): number {
  return join === null ? 0 : join.left + join.width - width;
}

function inOrder(hanging: readonly Hanging[]): readonly Hanging[] {
  return hanging.toSorted((a, b) => Number(a.kind === "link") - Number(b.kind === "link"));
}
