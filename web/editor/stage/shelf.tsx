import { ViewportPortal } from "@xyflow/react";
import type { ReactElement } from "react";

import { atomsOf } from "../../../shared/drawing/connect/order-of.ts";
import type { Drawing } from "../../../shared/drawing/drawing.ts";
import { Glyph } from "../../graph/glyph.tsx";
import type { Layout } from "../../graph/layout/layout.ts";
import { GAP } from "../../graph/layout/sizes.ts";

const PAD = 16;

/** Around the fragments that are kept and not run. */
export function Shelf({
  drawing: { shelf },
  layout,
}: {
  readonly drawing: Drawing;
  readonly layout: Layout;
}): ReactElement | null {
  const ids = new Set(shelf.flatMap((block) => [block.id, ...atomsOf(block).map(({ id }) => id)]));
  const tops = [...layout.frames, ...layout.boxes]
    .filter(({ id }) => ids.has(id))
    .map(({ y }) => y);

  if (tops.length === 0) {
    return null;
  }

  const top = Math.min(...tops) - GAP.whole / 2 - 4;

  return (
    <ViewportPortal>
      <div
        className="shelf"
        style={{
          left: -PAD,
          top,
          width: layout.width + 2 * PAD,
          height: layout.height - top + PAD,
        }}
      >
        <span>
          <Glyph name="archive" size={12} /> Shelf: not wired, will not run
        </span>
      </div>
    </ViewportPortal>
  );
}
