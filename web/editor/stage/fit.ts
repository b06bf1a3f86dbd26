import { getViewportForBounds, type Viewport } from "@xyflow/react";

import type { Layout } from "../../graph/layout/layout.ts";
import { NODE } from "../../graph/layout/sizes.ts";

/** A thousand steps in a row are in sight as a whole. */
const LEAST_ZOOM = 0.002;
/** Nothing is larger than it is to be shown whole. */
const FULL_ZOOM = 1;
/** Above stand the run and the way to the outline, below the zoom. */
const PADDING = { x: 0.1, y: "56px" } as const;
const EMPTY_LEFT = 0.12;

/** The whole drawing in the window, no larger than it is. The layout knows sizes before anything is drawn. */
export function fitted(
  { width, height }: Pick<Layout, "width" | "height">,
  room: { readonly width: number; readonly height: number },
): Viewport {
  // Nothing is drawn yet: what will be grows to the right.
  if (width === 0) {
    return { x: room.width * EMPTY_LEFT, y: room.height / 2 - NODE.height / 2, zoom: FULL_ZOOM };
  }

  const bounds = { x: 0, y: 0, width, height };

  return getViewportForBounds(bounds, room.width, room.height, LEAST_ZOOM, FULL_ZOOM, PADDING);
}
