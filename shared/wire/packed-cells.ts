/** The map of a group as frames carry it: 4 bits a cell (index into `TASK_STATES`), the first in the high half; base64. */
import { z } from "zod";

import { cellCount } from "./cells.ts";
import type { GroupFrame } from "./frames.ts";
import { TASK_STATES, type TaskState } from "./views.ts";

const { base64ToUint8Array, uint8ArrayToBase64 } = z.core.util;

export function packCells(states: readonly TaskState[]): string {
  const bytes = new Uint8Array(Math.ceil(states.length / 2));

  for (const [cell, state] of states.entries()) {
    const shift = cell % 2 === 0 ? 4 : 0;
    const at = cell >> 1;

    bytes[at] = (bytes[at] ?? 0) | (TASK_STATES.indexOf(state) << shift);
  }

  return uint8ArrayToBase64(bytes);
}

/** The cells of a large group in header order. */
export function unpackCells({ cells, size }: Pick<GroupFrame, "cells" | "size">): TaskState[] {
  const bytes = base64ToUint8Array(cells);

  return Array.from({ length: cellCount(size) }, (_, cell) => {
    const byte = bytes[cell >> 1] ?? 0;

    return TASK_STATES[cell % 2 === 0 ? byte >> 4 : byte & 0x0f] ?? "PENDING";
  });
}
