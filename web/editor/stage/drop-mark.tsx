import { ViewportPortal } from "@xyflow/react";
import type { ReactElement } from "react";

import { Glyph } from "../../graph/glyph.tsx";
import type { Mark } from "./slots.ts";

/** Where what is dragged would go. */
export function DropMark({
  mark: { shape, x, y, width, height },
}: {
  readonly mark: Mark;
}): ReactElement {
  return (
    <ViewportPortal>
      <div className="drop-mark" data-shape={shape} style={{ left: x, top: y, width, height }}>
        {shape === "plus" && <Glyph name="plus" size={12} />}
      </div>
    </ViewportPortal>
  );
}
