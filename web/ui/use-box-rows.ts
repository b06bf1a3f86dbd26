import { useVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { useEffect, useRef, type RefObject } from "react";

import { moveByArrows } from "./move-by-arrows.ts";

const OVERSCAN = 8;

interface BoxRowsOptions {
  readonly count: number;
  /** All rows are as high. */
  readonly rowPx: number;
}

interface BoxRows {
  /** Of the box that scrolls. */
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly rows: readonly VirtualItem[];
  /** As high as the rows above and below that are not there. */
  readonly before: number;
  readonly after: number;
}

/** Of a long list in a box that scrolls only the rows in sight. The arrow keys go from row to row. */
export function useBoxRows({ count, rowPx }: BoxRowsOptions): BoxRows {
  const ref = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- It is about the React compiler, which does not build this app.
  const virtualizer = useVirtualizer({
    count,
    estimateSize: () => rowPx,
    getScrollElement: () => ref.current,
    overscan: OVERSCAN,
  });
  const rows = virtualizer.getVirtualItems();

  useEffect(() => {
    const box = ref.current;
    box?.addEventListener("keydown", moveByArrows);

    return () => box?.removeEventListener("keydown", moveByArrows);
  }, []);

  return {
    ref,
    rows,
    before: rows[0]?.start ?? 0,
    after: virtualizer.getTotalSize() - (rows.at(-1)?.end ?? 0),
  };
}
