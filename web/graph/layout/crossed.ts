/**
 * Parts with wires between them that no row has: what such a wire leads to stands to the right of where it comes from. So it is laid out
 * once more, what stands too far left being moved, until nothing does. That ends, as rows and wires together have no cycle.
 */
import type { Crossing } from "../../../shared/drawing/drawing.ts";
import { exitOf, layOut, type Layout } from "./layout.ts";
import type { BoxPart, Part, RowPart } from "./part.ts";
import { GAP } from "./sizes.ts";

/** So many boxes are placed at the most, all rounds together: of very large graphs some wires may run back. */
const MOST_PLACED = 20_000;

export function layOutCrossed(parts: readonly Part[], crossings: readonly Crossing[]): Layout {
  const indents = new Map<string, number>();
  let layout = layOut(parts);
  let placed = layout.boxes.length;

  for (
    let missing = missingIn(layout, crossings);
    missing.size > 0 && placed < MOST_PLACED;
    missing = missingIn(layout, crossings)
  ) {
    missing.forEach((room, id) => indents.set(id, (indents.get(id) ?? 0) + room));
    layout = layOut(parts.map((part) => indented(part, indents)));
    placed += layout.boxes.length;
  }

  return layout;
}

/** How far boxes stand too far left, by their ids. */
function missingIn({ boxes }: Layout, crossings: readonly Crossing[]): ReadonlyMap<string, number> {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const missing = new Map<string, number>();

  for (const { from, to } of crossings) {
    const source = byId.get(from);
    const target = byId.get(to);
    const room =
      source === undefined || target === undefined ? 0 : exitOf(source) + GAP.step - target.x;

    if (room > (missing.get(to) ?? 0)) {
      missing.set(to, room);
    }
  }

  return missing;
}

function indented(part: Part, indents: ReadonlyMap<string, number>): Part {
  switch (part.kind) {
    case "box":
      return indentedBox(part, indents.get(part.id) ?? 0);
    case "row":
      return { ...part, parts: part.parts.map((step) => indented(step, indents)) };
    case "frame":
      return { ...part, lanes: part.lanes.map((lane) => indented(lane, indents)) };
  }
}

function indentedBox(box: BoxPart, indent: number): BoxPart | RowPart {
  return indent === 0
    ? box
    : { kind: "row", id: `${box.id}.indented`, parts: [box], hanging: [], indent };
}
