import {
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
} from "react";

import {
  type Arrow,
  fitInto,
  keepSize,
  keptSize,
  type Panel,
  type PanelRange,
  rangeIn,
  sizeByKey,
} from "./panel-size.ts";

import "./panel-edge.css";

/** Which arrow pulls the edge away from its panel. */
const OUTWARD: Readonly<Record<Panel, Arrow>> = {
  palette: "ArrowRight",
  inspector: "ArrowLeft",
  code: "ArrowUp",
};

/** The edge of a panel, to be drawn by the hand or moved by arrows; a double click or Enter puts it where it was at first. */
export function PanelEdge({ panel }: { readonly panel: Panel }): ReactElement {
  const [kept, setKept] = useState(() => keptSize(panel));
  const edge = useRef<HTMLDivElement>(null);
  const range = useRange(panel);
  const size = fitInto(range, kept);

  // The desk is told by its styles alone: nothing on it is rendered anew while the edge moves.
  useLayoutEffect(() => {
    edge.current?.parentElement?.style.setProperty(`--${panel}-size`, `${size}px`);
  }, [panel, size]);

  function resize(to: number): void {
    const fitting = fitInto(range, to);
    setKept(fitting);
    keepSize(panel, fitting);
  }

  function press(event: KeyboardEvent): void {
    const next = sizeByKey(range, size, { key: event.key, outward: OUTWARD[panel] });

    if (next !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
      // The arrows mean the edge here, not the drawing.
      event.preventDefault();
      resize(next);
    }
  }

  function drag(event: PointerEvent<HTMLDivElement>): void {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) {
      resize(sizeUpTo(event));
    }
  }

  /** The panel reaches from its far side to the pointer. */
  function sizeUpTo({ clientX, clientY, currentTarget }: PointerEvent<HTMLDivElement>): number {
    const desk = currentTarget.parentElement?.getBoundingClientRect() ?? new DOMRect();

    return {
      palette: clientX - desk.left,
      inspector: desk.right - clientX,
      code: desk.bottom - clientY,
    }[panel];
  }

  return (
    <div
      ref={edge}
      className={`panel-edge ${panel}-edge`}
      role="separator"
      tabIndex={0}
      aria-label={`Size of the ${panel} panel`}
      aria-orientation={panel === "code" ? "horizontal" : "vertical"}
      aria-valuenow={size}
      aria-valuemin={range.least}
      aria-valuemax={range.most}
      onKeyDown={press}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onDoubleClick={() => resize(range.usual)}
    />
  );
}

/** In the window as it is now. */
function useRange(panel: Panel): PanelRange {
  return rangeIn(
    panel,
    useSyncExternalStore(onResize, () => (panel === "code" ? innerHeight : innerWidth)),
  );
}

function onResize(tell: () => void): () => void {
  addEventListener("resize", tell);

  return () => removeEventListener("resize", tell);
}
