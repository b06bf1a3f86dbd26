import { getViewportForBounds, type Viewport } from "@xyflow/react";

import type { Layout } from "../../graph/layout/layout.ts";

const MIN_ZOOM = 0.1;
const MAX_ZOOM = 1;
const PADDING = 0.1;

/** The whole drawing in the window, no larger than it is. The layout knows sizes before anything is drawn. */
export function fitted(
  { width, height }: Pick<Layout, "width" | "height">,
  room: { readonly width: number; readonly height: number },
): Viewport {
  const bounds = { x: 0, y: 0, width: Math.max(width, 1), height: Math.max(height, 1) };

  return getViewportForBounds(bounds, room.width, room.height, MIN_ZOOM, MAX_ZOOM, PADDING);
}
