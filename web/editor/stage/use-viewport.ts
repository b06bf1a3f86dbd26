import { useReactFlow, useStore, useStoreApi } from "@xyflow/react";
import { useEffect, useLayoutEffect, useRef } from "react";

import type { Layout, PlacedBox, Point } from "../../graph/layout/layout.ts";
import { useEditor } from "../use-editor.ts";
import { fitted } from "./fit.ts";
import type { Rect } from "./hits.ts";
import { moveDuration } from "./motion.ts";

const MARGIN = 40;
/** A drawing that grows is kept in sight whole down to this size; below, names cannot be read. */
const LEAST_ZOOM = 0.6;

/**
 * The picture under an edit: what did not move in the drawing does not move on the screen; as long as all of it can be in sight it is, then
 * what is selected; and a drawing that is opened is shown whole.
 */
export function useViewport(layout: Layout): void {
  const { getViewport, setViewport } = useReactFlow();
  const flow = useStoreApi();
  const selected = useEditor((state) => state.selected.at(-1));
  const document = useEditor(({ history }) => history.document);
  const before = useRef(layout);
  const shown = useRef(layout);
  const fittedTo = useRef<string | null>(null);
  const isMeasured = useStore(({ width }) => width > 0);

  useLayoutEffect(() => {
    const moved = commonMove(before.current, layout);
    before.current = layout;

    if (moved.x !== 0 || moved.y !== 0) {
      const { x, y, zoom } = getViewport();
      void setViewport({ x: x - moved.x * zoom, y: y - moved.y * zoom, zoom });
    }
  }, [layout, getViewport, setViewport]);

  useEffect(() => {
    const { width, height, transform } = flow.getState();
    const isEdited = shown.current !== layout;
    shown.current = layout;

    const next = nextViewport(layout, {
      room: { width, height, transform },
      selected: find(layout, selected),
      isEdited,
    });

    if (next !== null) {
      void setViewport(next, { duration: moveDuration() });
    }
  }, [layout, selected, flow, setViewport]);

  useLayoutEffect(() => {
    if (isMeasured && fittedTo.current !== document) {
      fittedTo.current = document;
      void setViewport(fitted(layout, flow.getState()));
    }
  }, [isMeasured, document, layout, flow, setViewport]);
}

/** By how much most nodes have moved. */
function commonMove(before: Layout, { boxes }: Layout): Point {
  const old = new Map(before.boxes.map((box) => [box.id, box]));
  const moves = new Map<string, { readonly move: Point; count: number }>();

  for (const { id, x, y } of boxes) {
    const from = old.get(id);

    if (from !== undefined) {
      const move = { x: x - from.x, y: y - from.y };
      const key = `${move.x} ${move.y}`;
      moves.set(key, { move, count: (moves.get(key)?.count ?? 0) + 1 });
    }
  }

  const [most] = [...moves.values()].toSorted((a, b) => b.count - a.count);

  return most?.move ?? { x: 0, y: 0 };
}

interface Room {
  readonly width: number;
  readonly height: number;
  readonly transform: readonly [x: number, y: number, zoom: number];
}

interface Looking {
  readonly room: Room;
  readonly selected: PlacedBox | undefined;
  readonly isEdited: boolean;
}

/** Null: what has to be in sight is. */
function nextViewport(
  layout: Layout,
  { room, selected, isEdited }: Looking,
): { readonly x: number; readonly y: number; readonly zoom: number } | null {
  const [left, top, zoom] = room.transform;
  const whole = { x: 0, y: 0, width: layout.width, height: layout.height };

  if (isEdited && !fits(layout, room)) {
    const all = fitted(layout, room);

    if (all.zoom >= LEAST_ZOOM && all.zoom < zoom) {
      return all;
    }
  }

  const box = isEdited && fits(layout, room) ? whole : selected;
  const shift = box === undefined ? { x: 0, y: 0 } : shiftInto(box, room);

  return shift.x === 0 && shift.y === 0 ? null : { x: left + shift.x, y: top + shift.y, zoom };
}

/** Whether all of it can be in sight at this size. */
function fits(layout: Layout, { width, height, transform: [, , zoom] }: Room): boolean {
  return layout.width * zoom <= width - 2 * MARGIN && layout.height * zoom <= height - 2 * MARGIN;
}

/** How far the picture has to move for a box to be in sight. */
function shiftInto(box: Rect, { width, height, transform: [left, top, zoom] }: Room): Point {
  return {
    x: shiftAlong({ from: box.x * zoom + left, size: box.width * zoom, room: width }),
    y: shiftAlong({ from: box.y * zoom + top, size: box.height * zoom, room: height }),
  };
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
