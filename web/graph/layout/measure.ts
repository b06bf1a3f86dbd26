import type { BoxPart, FramePart, Part, RowPart } from "./part.ts";
import { FRAME, GAP, type Join, joinBeside, joinOnBorder, NODE } from "./sizes.ts";

/** The room a part takes. */
export interface Measured {
  readonly width: number;
  /** Without what hangs on it. */
  readonly height: number;
  /** How far down what hangs on it goes, from below it or from what stands beside it and is taller. */
  readonly hang: number;
  /** How far right it goes, what hangs on it included. */
  readonly reach: number;
  /** Where it is entered and left, from its top. */
  readonly axis: number;
  /** Without the pill that stands out, or beside it. */
  readonly ownWidth: number;
  /** The pill; null: nothing waits for a list of it. */
  readonly join: Join | null;
}

/** What hangs on a step may reach below the next one, as far as to where that one's own begins. */
const SHARED_WIDTH = GAP.step + NODE.width / 2 + GAP.hangingIn - GAP.betweenHanging;

/** Sizes of parts, each worked out once. */
export class Measures {
  readonly #followed = new Map<Part, Measured>();
  readonly #last = new Map<Part, Measured>();

  /** A frame that something waits for is wider: its pill stands out. */
  of(part: Part, isFollowed: boolean): Measured {
    const known = isFollowed ? this.#followed : this.#last;
    const measured = known.get(part) ?? this.#withHanging(part, this.#core(part, isFollowed));
    known.set(part, measured);

    return measured;
  }

  /** Where each part of a row begins, from its left. */
  lefts(row: RowPart, isFollowed: boolean): readonly number[] {
    const lefts: number[] = [];
    let right = row.indent ?? 0;

    for (const [index, part] of row.parts.entries()) {
      const { width, reach } = this.of(part, isFollowed || index < row.parts.length - 1);
      const gap = index === 0 ? 0 : gapBefore(row, index);
      const left = right + gap;
      lefts.push(left);
      right = left + Math.max(width, reach - sharedBy(part));
    }

    return lefts;
  }

  /** How far the parts of a row go down from its axis, without what hangs on them. */
  belowAxis(row: RowPart, isFollowed: boolean): number {
    return Math.max(
      0,
      ...row.parts.map((part) => {
        const { height, axis } = this.of(part, isFollowed);

        return height - axis;
      }),
    );
  }

  #core(part: Part, isFollowed: boolean): Measured {
    switch (part.kind) {
      case "box":
        return this.#box(part, isFollowed);
      case "row":
        return this.#row(part, isFollowed);
      case "frame":
        return this.#frame(part, isFollowed);
    }
  }

  #box({ width, height, gathers }: BoxPart, isFollowed: boolean): Measured {
    const join = isFollowed && gathers !== null ? joinBeside(width, gathers) : null;

    return withJoin(plain(width, height, height / 2), join);
  }

  #row(row: RowPart, isFollowed: boolean): Measured {
    const lefts = this.lefts(row, isFollowed);
    const below = this.belowAxis(row, isFollowed);
    let width = 0;
    let reach = 0;
    let above = 0;
    let hang = 0;

    for (const [index, part] of row.parts.entries()) {
      const size = this.of(part, isFollowed || index < row.parts.length - 1);
      width = Math.max(width, (lefts[index] ?? 0) + size.width);
      reach = Math.max(reach, (lefts[index] ?? 0) + size.reach);
      above = Math.max(above, size.axis);
      hang = Math.max(hang, size.hang);
    }

    return { ...plain(width, above + below + hang, above), reach };
  }

  #frame({ lanes, gathers }: FramePart, isFollowed: boolean): Measured {
    const sizes = lanes.map((lane) => this.of(lane, false));
    const inner = sizes.reduce<number>(
      (most, { reach }) => Math.max(most, reach),
      FRAME.minLaneWidth,
    );
    const rows = sizes.reduce((sum, lane) => sum + laneHeight(lane) + FRAME.laneGap, 0);
    const height = FRAME.head + 2 * FRAME.padY + Math.max(FRAME.minLane, rows - FRAME.laneGap);
    const width = FRAME.padIn + inner + (isFollowed ? FRAME.padOut : FRAME.padIn);
    const axis = FRAME.head + (height - FRAME.head) / 2;

    return withJoin(plain(width, height, axis), isFollowed ? joinOnBorder(width, gathers) : null);
  }

  #withHanging({ hanging }: Part, core: Measured): Measured {
    if (hanging.length === 0) {
      return core;
    }

    const sizes = hanging.map(({ part }) => this.of(part, false));
    const depth = sizes.reduce((sum, size) => sum + laneHeight(size) + GAP.betweenHanging, 0);
    const widest = sizes.reduce((most, { reach }) => Math.max(most, reach), 0);

    return {
      ...core,
      reach: Math.max(core.reach, core.ownWidth / 2 + GAP.hangingIn + widest),
      hang: GAP.hanging + depth - GAP.betweenHanging,
    };
  }
}

export function laneHeight({ height, hang }: Measured): number {
  return height + hang;
}

function plain(width: number, height: number, axis: number): Measured {
  return { width, height, hang: 0, reach: width, axis, ownWidth: width, join: null };
}

function withJoin(core: Measured, join: Join | null): Measured {
  if (join === null) {
    return core;
  }

  const width = join.left + join.width;

  return { ...core, width, reach: width, join };
}

/** A row inside a row keeps its room for itself: what hangs in it may stand as high as its neighbours do. */
function sharedBy(part: Part): number {
  return part.kind === "row" ? 0 : SHARED_WIDTH;
}

function gapBefore({ parts }: RowPart, index: number): number {
  const before = parts[index - 1];
  const part = parts[index];
  const gap = before !== undefined && endsInJoin(before) ? GAP.afterJoin : GAP.step;

  return part !== undefined && isOrdered(part) ? Math.max(gap, GAP.ordered) : gap;
}

function endsInJoin(part: Part): boolean {
  if (part.kind === "row") {
    const last = part.parts.at(-1);

    return last !== undefined && endsInJoin(last);
  }

  return part.gathers !== null;
}

/** What begins a part gets what comes before it. */
export function isOrdered(part: Part): boolean {
  if (part.kind === "row") {
    const [first] = part.parts;

    return first !== undefined && isOrdered(first);
  }

  return part.isOrdered;
}
