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

const JOIN_WIDTH = { least: 72, perDigit: 7, most: 116 } as const;

export const GAP = {
  /** Between the steps of a chain. */
  step: 40,
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

/** Of the pill on a frame's right border: `⋈ list[12]`. */
export function joinWidth(size: number): number {
  const digits = String(size).length;

  return Math.min(JOIN_WIDTH.least + (digits - 1) * JOIN_WIDTH.perDigit, JOIN_WIDTH.most);
}
