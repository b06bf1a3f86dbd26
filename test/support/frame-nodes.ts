import type { ServerFrame } from "../../shared/wire/frames.ts";
import type { NodeView } from "../../shared/wire/views.ts";

/** The nodes a frame tells of. */
export function nodesIn(frame: ServerFrame): readonly NodeView[] {
  switch (frame.type) {
    case "snapshot":
      return frame.nodes;
    case "delta":
      return frame.changes;
    case "end":
      return [];
  }
}
