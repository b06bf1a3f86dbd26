import type { GroupFrame } from "../../shared/wire/frames.ts";
import { TASK_STATES, type TaskState } from "../../shared/wire/views.ts";

/** The states of a large group's members in header order, out of the frame's map: 4 bits each, the first in the high half. */
export function memberStates({ states, size }: GroupFrame): readonly TaskState[] {
  const bytes = atob(states);

  return Array.from({ length: size }, (_, member) => {
    const byte = bytes.charCodeAt(member >> 1);

    return TASK_STATES[member % 2 === 0 ? byte >> 4 : byte & 0x0f] ?? "PENDING";
  });
}
