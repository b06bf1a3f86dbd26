/** Pixels at 100 %. The same as in styles/tokens.css: nodes have fixed sizes, so that nothing is measured. */
export const NODE = { width: 184, height: 56 } as const;
export const STACK = { width: 184, height: 64 } as const;
export const AGGREGATE = { width: 264, height: 128 } as const;

/** A group of more members than this is one node. */
export const MANY_MEMBERS = 20;

export const FRAME = {
  head: 32,
  padIn: 48,
  padOut: 72,
  padY: 12,
  laneGap: 12,
  /** An empty frame has room for one node. */
  minLane: NODE.height,
  minLaneWidth: NODE.width,
} as const;

/** Of the pill that joins results: a sign more on both sides of its `⋈ 1,000 / 1,000` takes so much more room. */
const JOIN_WIDTH = { least: 72, perSign: 12, most: 132 } as const;

export const GAP = {
  /** Between the steps of a chain. */
  step: 40,
  /** From a node that stands for many to its join. */
  beforeJoin: 28,
  /** From a join to what gets its list. */
  afterJoin: 36,
  /** Before a step that only waits: its edge carries a chip. */
  ordered: 56,
  /** From a block to what hangs on it, and between those. */
  hanging: 32,
  betweenHanging: 16,
  /** From the middle of a block to the left of what hangs on it. */
  hangingIn: 52,
  /** Between fragments. */
  whole: 56,
} as const;

export interface Join {
  /** How many results. */
  readonly gathers: number;
  /** From the left of what it belongs to. */
  readonly left: number;
  readonly width: number;
}

/** The pill on a frame's right border: half of it stands out. */
export function joinOnBorder(frameWidth: number, gathers: number): Join {
  const width = joinWidth(gathers);

  return { gathers, left: frameWidth - width / 2, width };
}

/** Where a border is no place for it: figures stand there. */
export function joinBeside(width: number, gathers: number): Join {
  return { gathers, left: width + GAP.beforeJoin, width: joinWidth(gathers) };
}

function joinWidth(gathers: number): number {
  const digits = String(gathers).length;
  const signs = digits + Math.floor((digits - 1) / 3);

  return Math.min(JOIN_WIDTH.least + (signs - 1) * JOIN_WIDTH.perSign, JOIN_WIDTH.most);
}
