import { BY_NOTICE } from "../../shared/wire/cells.ts";
import type { TaskState } from "../../shared/wire/views.ts";

/** The cell under a point given in parts of the strip's width and height; at most `count` - 1. */
export function heatCellAt(
  { x, y }: { readonly x: number; readonly y: number },
  { rows, count }: { readonly rows: number; readonly count: number },
): number {
  const columns = Math.ceil(count / rows);
  const column = Math.min(Math.floor(x * columns), columns - 1);
  const row = Math.min(Math.floor(y * rows), rows - 1);

  return Math.max(0, Math.min(column * rows + row, count - 1));
}

export interface HeatPath {
  readonly state: TaskState;
  readonly d: string;
}

/**
 * The cells as one SVG path a state, column by column and `rows` high, on a grid of 1. The most notable comes last and so lies on top: a
 * failed cell takes its whole column, that one in a thousand be seen.
 */
export function heatPaths(cells: readonly TaskState[], rows: number): readonly HeatPath[] {
  const outlines = new Map<TaskState, string>();

  cells.forEach((state, index) => {
    const column = Math.floor(index / rows);
    const cell =
      state === "FAILURE" ? `M${column} 0h1v${rows}h-1z` : `M${column} ${index % rows}h1v1h-1z`;
    outlines.set(state, (outlines.get(state) ?? "") + cell);
  });

  return BY_NOTICE.toReversed().flatMap((state) => {
    const d = outlines.get(state);

    return d === undefined ? [] : [{ state, d }];
  });
}
