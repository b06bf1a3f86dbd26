/** Large groups told in changes: between two frames a few cells of a map move, which takes a tenth of the map. */
import type { GroupChange, GroupFrame } from "../wire/frames.ts";
import { packCells, unpackCells } from "../wire/packed-cells.ts";
import { TASK_STATES } from "../wire/views.ts";
import { fromRanges, toRanges } from "./ranges.ts";

/** What of a group is not as it was; null: it is to be told whole. */
export function changeOf(before: GroupFrame, now: GroupFrame): GroupChange | null {
  const { group_id, counts, pace } = now;
  const known = unpackCells(before);
  const moved = [...unpackCells(now).entries()].filter(([cell, state]) => state !== known[cell]);
  const byState = Map.groupBy(moved, ([, state]) => state);
  const changed = Object.fromEntries(
    Array.from(byState, ([state, cells]) => [state, toRanges(cells.map(([cell]) => cell))]),
  );

  const isShorter = JSON.stringify(changed).length < now.cells.length;

  // Whose failure calls a group is known once it failed.
  return isShorter && before.parent_id === now.parent_id
    ? { group_id, counts, changed_cells: changed, pace }
    : null;
}

/** The group as it is after the change. */
export function changedGroup(
  before: GroupFrame,
  { counts, changed_cells: changed, pace }: GroupChange,
): GroupFrame {
  const cells = unpackCells(before);

  for (const state of TASK_STATES) {
    for (const cell of fromRanges(changed[state] ?? [])) {
      cells[cell] = state;
    }
  }

  return { ...before, counts, cells: packCells(cells), pace };
}
