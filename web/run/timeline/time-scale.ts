/** Where on a line a moment is drawn. Long stretches in which nothing happens are cut short. All pure. */

/** Milliseconds since the run was created. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** A piece of time, and the piece of the line (0 to 1) that it gets. */
interface Piece extends Interval {
  readonly start: number;
  readonly end: number;
}

export interface TimeScale {
  /** Where a moment is, from 0 (the beginning) to 1 (the end). */
  readonly at: (ms: number) => number;
  /** The moment at a place: the way back. */
  readonly timeAt: (place: number) => number;
  /** What was cut short, and where its mark is. */
  readonly breaks: readonly (Interval & { readonly place: number })[];
  /** Round moments to write along the line. */
  readonly ticks: readonly number[];
}

/** Nothing happens for so large a part of the whole, and for so long: it is cut short. */
const LONG_IDLE = 0.2;
const LEAST_IDLE_MS = 5_000;
/** A cut stretch gets so much of the line. */
const BREAK_WIDTH = 0.04;
const TICKS = 6;
const ROUND = [1, 2, 5] as const;

/** Of a line from 0 to `end`; `busy` is when something happens. */
export function timeScale(busy: readonly Interval[], end: number): TimeScale {
  const total = Math.max(1, end);
  const gaps = longIdle(busy, total);
  const pieces = piecesOf(gaps, total);
  const shown = total - timeIn(gaps);
  const at = (ms: number): number => placeOf(pieces, ms);

  return {
    at,
    timeAt: (place) => timeOf(pieces, place),
    breaks: gaps.map((gap) => ({ ...gap, place: (at(gap.from) + at(gap.to)) / 2 })),
    ticks: ticksOf(shown, total).filter(
      (tick) => !gaps.some(({ from, to }) => tick > from && tick < to),
    ),
  };
}

/** What is cut short; nothing of a line on which nothing takes any time. */
function longIdle(busy: readonly Interval[], total: number): readonly Interval[] {
  const long = Math.max(LONG_IDLE * total, LEAST_IDLE_MS);
  const gaps = idleOf(busy, total).filter(({ from, to }) => to - from > long);

  return timeIn(gaps) === total ? [] : gaps;
}

function timeIn(gaps: readonly Interval[]): number {
  return gaps.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** When nothing happens. */
function idleOf(busy: readonly Interval[], total: number): readonly Interval[] {
  const idle: Interval[] = [];
  let until = 0;

  for (const { from, to } of busy.toSorted((a, b) => a.from - b.from)) {
    if (from > until) {
      idle.push({ from: until, to: Math.min(from, total) });
    }

    until = Math.max(until, to);
  }

  return until < total ? [...idle, { from: until, to: total }] : idle;
}

function piecesOf(gaps: readonly Interval[], total: number): readonly Piece[] {
  const perMs = (1 - gaps.length * BREAK_WIDTH) / Math.max(1, total - timeIn(gaps));
  const pieces: Piece[] = [];
  let time = 0;
  let place = 0;

  for (const gap of gaps) {
    const start = place + (gap.from - time) * perMs;
    pieces.push({ from: time, to: gap.from, start: place, end: start });
    pieces.push({ ...gap, start, end: start + BREAK_WIDTH });
    time = gap.to;
    place = start + BREAK_WIDTH;
  }

  return [...pieces, { from: time, to: total, start: place, end: 1 }];
}

function placeOf(pieces: readonly Piece[], ms: number): number {
  const piece = pieces.find(({ to }) => ms <= to) ?? pieces.at(-1);

  if (piece === undefined) {
    return 0;
  }

  const { from, to, start, end } = piece;
  const part = to === from ? 0 : (ms - from) / (to - from);

  return Math.min(1, Math.max(0, start + part * (end - start)));
}

function timeOf(pieces: readonly Piece[], place: number): number {
  const piece = pieces.find(({ end }) => place <= end) ?? pieces.at(-1);

  if (piece === undefined) {
    return 0;
  }

  const { from, to, start, end } = piece;

  return end === start ? from : from + ((place - start) / (end - start)) * (to - from);
}

/** Of the least round distance that gives no more than so many ticks to what is shown. */
function ticksOf(shown: number, total: number): readonly number[] {
  const least = Math.max(1, shown / TICKS);
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = ROUND.find((round) => round * power >= least) ?? 10;
  const step = factor * power;

  return Array.from({ length: Math.floor(total / step) + 1 }, (_, index) => index * step).slice(
    0,
    1_000,
  );
}
