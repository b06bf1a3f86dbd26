import { useReactFlow, useStore, useStoreApi } from "@xyflow/react";
import { useLayoutEffect, useRef } from "react";

import type { Layout } from "../../graph/layout/layout.ts";
import { fitted } from "./fit.ts";

interface Room {
  readonly width: number;
  readonly height: number;
}

/** A drawing that is in sight as a whole stays so when its window gets smaller, as when the time of a run takes a place below it. */
export function useWholeInSight(layout: Layout): void {
  const { setViewport } = useReactFlow();
  const flow = useStoreApi();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const before = useRef<Room>({ width, height });

  useLayoutEffect(() => {
    const { transform } = flow.getState();
    const room = { width, height };
    const wasWhole = isWhole(layout, before.current, transform);
    before.current = room;

    if (wasWhole && !isWhole(layout, room, transform)) {
      void setViewport(fitted(layout, room));
    }
  }, [width, height, layout, flow, setViewport]);
}

function isWhole(
  layout: Layout,
  { width, height }: Room,
  [left, top, zoom]: readonly [x: number, y: number, zoom: number],
): boolean {
  return (
    left >= 0 &&
    top >= 0 &&
    left + layout.width * zoom <= width &&
    top + layout.height * zoom <= height
  );
}
