import { cellCount } from "../../shared/wire/cells.ts";
import type { GroupFrame } from "../../shared/wire/frames.ts";
import { TASK_STATES, type TaskState } from "../../shared/wire/views.ts";

/** The cells of a large group in header order, out of the frame's map: 4 bits each, the first in the high half. */
export function groupCells({ cells, size }: GroupFrame): readonly TaskState[] {
  const bytes = atob(cells);

  return Array.from({ length: cellCount(size) }, (_, cell) => {
    const byte = bytes.charCodeAt(cell >> 1);

    return TASK_STATES[cell % 2 === 0 ? byte >> 4 : byte & 0x0f] ?? "PENDING";
  });
}
