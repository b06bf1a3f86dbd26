/** The map of a group: a cell a member, or of a larger group a cell for each of its equal slices. It does not grow with the group. */
import type { TaskState } from "./views.ts";

/** Of a group of up to so many members each has a cell of its own. */
export const MOST_CELLS = 2_000;

/** What a cell for several members shows: what needs a look first, what is well last. */
export const BY_NOTICE: readonly TaskState[] = [
  "FAILURE",
  "REVOKED",
  "RETRY",
  "STARTED",
  "RECEIVED",
  "PENDING",
  "IGNORED",
  "SUCCESS",
];

/** The cells of members whose states are given in their order. */
export function cellsOf(states: readonly TaskState[]): readonly TaskState[] {
  const { length: size } = states;

  if (size <= MOST_CELLS) {
    return states;
  }

  return Array.from({ length: MOST_CELLS }, (_, cell) => {
    const slice = new Set(states.slice(firstInCell(cell, size), firstInCell(cell + 1, size)));

    return BY_NOTICE.find((state) => slice.has(state)) ?? "PENDING";
  });
}

/** How many cells a group of this size has. */
export function cellCount(size: number): number {
  return Math.min(size, MOST_CELLS);
}

/** The place of the first member that a cell stands for. */
export function firstInCell(cell: number, size: number): number {
  return Math.floor((cell * size) / cellCount(size));
}
