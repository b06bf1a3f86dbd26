import { useWindowVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type RefObject } from "react";

import { moveByArrows } from "./move-by-arrows.ts";

/** Rows above and below the window that are there anyway: the arrow keys find their neighbours, and quick scrolling finds no gap. */
const OVERSCAN = 12;

interface WindowRowsOptions {
  readonly count: number;
  /** How high a row is, or about: those that turn out otherwise are measured. */
  readonly heightOf: (index: number) => number;
  readonly keyOf: (index: number) => string;
}

interface WindowRows<List extends HTMLElement> {
  /** Of what holds the rows. */
  readonly ref: RefObject<List | null>;
  /** The rows that are in sight, or nearly. */
  readonly rows: readonly VirtualItem[];
  /** As high as the rows above and below that are not. */
  readonly before: number;
  readonly after: number;
  /** For the `ref` of each row, which has a `data-index`. */
  readonly measure: (row: Element | null) => void;
}

/** Of a list as long as it likes only the rows in the window: the page scrolls, not the list. The arrow keys go from row to row. */
export function useWindowRows<List extends HTMLElement = HTMLDivElement>({
  count,
  heightOf,
  keyOf,
}: WindowRowsOptions): WindowRows<List> {
  const ref = useRef<List>(null);
  const [top, setTop] = useState(0);
  // oxlint-disable-next-line react/incompatible-library -- It is about the React compiler, which does not build this app.
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: heightOf,
    getItemKey: keyOf,
    overscan: OVERSCAN,
    scrollMargin: top,
  });
  const rows = virtualizer.getVirtualItems();

  useEffect(() => {
    const list = ref.current;

    if (list === null) {
      return;
    }

    // Whatever is above the list may become higher or lower, and the page with it.
    const observer = new ResizeObserver(() => {
      setTop(Math.round(list.getBoundingClientRect().top + scrollY));
    });
    observer.observe(document.body);
    list.addEventListener("keydown", moveByArrows);

    return () => {
      observer.disconnect();
      list.removeEventListener("keydown", moveByArrows);
    };
  }, []);

  return {
    ref,
    rows,
    before: (rows[0]?.start ?? top) - top,
    after: virtualizer.getTotalSize() - ((rows.at(-1)?.end ?? top) - top),
    measure: virtualizer.measureElement,
  };
}
