import { useReactFlow } from "@xyflow/react";
import { useCallback } from "react";

import type { Point } from "../../graph/layout/layout.ts";

type Pointed = MouseEvent | TouchEvent | { readonly clientX: number; readonly clientY: number };

/** From an event on the screen to the place on the sheet that it is over. */
export function useFlowPoint(): (event: Pointed) => Point | null {
  const { screenToFlowPosition } = useReactFlow();

  return useCallback(
    (event) => {
      const at = "touches" in event ? event.touches[0] : event;

      return at === undefined ? null : screenToFlowPosition({ x: at.clientX, y: at.clientY });
    },
    [screenToFlowPosition],
  );
}
