import { useReactFlow, useStore, useStoreApi } from "@xyflow/react";
import { useEffect, useLayoutEffect, useRef } from "react";

import type { Layout, PlacedBox } from "../../graph/layout/layout.ts";
import { useEditor } from "../use-editor.ts";
import { fitted } from "./fit.ts";

const MOVE_MS = 150;
const MARGIN = 40;

/**
 * The picture under an edit: what is selected stays where it is on the screen while all else moves, what is selected out of sight is brought
 * into it, and a drawing that is opened is shown whole.
 */
export function useViewport(layout: Layout): void {
  const { getViewport, setViewport } = useReactFlow();
  const flow = useStoreApi();
  const [selected] = useEditor((state) => state.selected);
  const opened = useEditor((state) => state.opened);
  const before = useRef({ layout, selected });

  useLayoutEffect(() => {
    const anchor = before.current.selected ?? selected;
    const from = find(before.current.layout, anchor);
    const to = find(layout, anchor);
    before.current = { layout, selected };

    if (from !== undefined && to !== undefined && (from.x !== to.x || from.y !== to.y)) {
      const { x, y, zoom } = getViewport();
      void setViewport({ x: x - (to.x - from.x) * zoom, y: y - (to.y - from.y) * zoom, zoom });
    }
  }, [layout, selected, getViewport, setViewport]);

  useEffect(() => {
    const box = find(layout, selected);
    const { width, height, transform } = flow.getState();
    const shift = box === undefined ? null : shiftInto(box, { width, height, transform });

    if (shift !== null) {
      const { x, y, zoom } = getViewport();
      void setViewport({ x: x + shift.x, y: y + shift.y, zoom }, { duration: MOVE_MS });
    }
  }, [layout, selected, flow, getViewport, setViewport]);

  const wasOpened = useRef(-1);
  const isMeasured = useStore(({ width }) => width > 0);

  useLayoutEffect(() => {
    if (isMeasured && wasOpened.current !== opened) {
      wasOpened.current = opened;
      void setViewport(fitted(layout, flow.getState()));
    }
  }, [isMeasured, opened, layout, flow, setViewport]);
}

interface Window {
  readonly width: number;
  readonly height: number;
  readonly transform: readonly [x: number, y: number, zoom: number];
}

/** How far the picture has to move for a box to be in sight; null: it is. */
function shiftInto(
  box: PlacedBox,
  { width, height, transform: [left, top, zoom] }: Window,
): { readonly x: number; readonly y: number } | null {
  const x = shiftAlong({ from: box.x * zoom + left, size: box.width * zoom, room: width });
  const y = shiftAlong({ from: box.y * zoom + top, size: box.height * zoom, room: height });

  return x === 0 && y === 0 ? null : { x, y };
}

function shiftAlong({
  from,
  size,
  room,
}: {
  readonly from: number;
  readonly size: number;
  readonly room: number;
}): number {
  // What is larger than the window is never all in sight.
  if (size > room - 2 * MARGIN) {
    return 0;
  }

  return from < MARGIN ? MARGIN - from : Math.min(0, room - MARGIN - from - size);
}

function find({ boxes, frames }: Layout, id: string | undefined): PlacedBox | undefined {
  return [...boxes, ...frames].find((placed) => placed.id === id);
}
