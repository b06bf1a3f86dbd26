import type { ReactElement } from "react";

import type { Composition } from "../pick.ts";

interface Drawn {
  readonly lines: string;
  readonly dots: readonly (readonly [x: number, y: number, r: number])[];
  readonly boxes: readonly (readonly [x: number, y: number, width: number, height: number])[];
}

const MARKS: Readonly<Record<Composition, Drawn>> = {
  chain: {
    lines: "M6 9H30",
    dots: [
      [5, 9, 3],
      [18, 9, 3],
      [31, 9, 3],
    ],
    boxes: [],
  },
  group: {
    lines: "M5 9C14 9 14 3 26 3M5 9H26M5 9C14 9 14 15 26 15",
    dots: [
      [28, 3, 2.5],
      [28, 9, 2.5],
      [28, 15, 2.5],
    ],
    boxes: [],
  },
  chord: {
    lines: "M9 3C18 3 18 9 28 9M9 9H28M9 15C18 15 18 9 28 9",
    dots: [
      [7, 3, 2.5],
      [7, 9, 2.5],
      [7, 15, 2.5],
      [30, 9, 3.5],
    ],
    boxes: [],
  },
  map: {
    lines: "",
    dots: [],
    boxes: [
      [13, 1.5, 16, 10],
      [10, 4, 16, 10],
      [7, 6.5, 16, 10],
    ],
  },
  chunks: {
    lines: "",
    dots: [],
    boxes: [
      [4, 4, 8, 10],
      [14, 4, 8, 10],
      [24, 4, 8, 10],
    ],
  },
  each: {
    lines: "M3 9H9M16 5C20 5 20 3 24 3M16 9H24M16 13C20 13 20 15 24 15",
    dots: [
      [27, 3, 2.2],
      [27, 9, 2.2],
      [27, 15, 2.2],
    ],
    boxes: [[9, 3, 7, 12]],
  },
};

/** A composition as a small picture. */
export function CompositionMark({
  composition,
}: {
  readonly composition: Composition;
}): ReactElement {
  const { lines, dots, boxes } = MARKS[composition];

  return (
    <svg className="composition-mark" viewBox="0 0 36 18" width="36" height="18" aria-hidden="true">
      {lines !== "" && <path d={lines} />}
      {boxes.map(([x, y, width, height]) => (
        <rect key={`${x} ${y}`} x={x} y={y} width={width} height={height} rx="2" />
      ))}
      {dots.map(([x, y, r]) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r={r} />
      ))}
    </svg>
  );
}
