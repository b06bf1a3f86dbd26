import { useStore } from "@xyflow/react";

import type { Layout } from "../../graph/layout/layout.ts";
import { fitted } from "./fit.ts";

/** Of a drawing that fits at once there is nothing to be seen from farther. */
const USUAL_LEAST_ZOOM = 0.1;

/** How small the picture can be made: as a whole it is in sight, however large it is. */
export function useLeastZoom(layout: Layout): number {
  const whole = useStore(({ width, height }) => fitted(layout, { width, height }).zoom);

  return Math.min(USUAL_LEAST_ZOOM, whole);
}
