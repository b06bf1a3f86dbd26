import { useEffect, useRef, type ReactElement } from "react";

import type { TaskState } from "../../shared/wire/views.ts";
import { heatCellAt, heatPaths } from "./heat.ts";

import "../ui/state.css";
import "./heat-strip.css";

/** Up to a thousand cells can be told apart; of more the pattern is what counts. */
const FEW_CELLS = 1_000;
const LARGE_CELLS = { rows: 4, px: 4 };
const SMALL_CELLS = { rows: 8, px: 2 };

interface HeatStripProps {
  readonly cells: readonly TaskState[];
  /** The cell that was pointed at. The keyboard has the list of members. */
  readonly onPick?: ((cell: number) => void) | undefined;
}

/** Every member of a large group by its place, so that where the failed ones lie can be seen. */
export function HeatStrip({ cells, onPick }: HeatStripProps): ReactElement {
  const strip = useRef<SVGSVGElement>(null);
  const { rows, px } = cells.length > FEW_CELLS ? SMALL_CELLS : LARGE_CELLS;
  const columns = Math.ceil(cells.length / rows);

  useEffect(() => {
    const { current } = strip;

    if (current === null || onPick === undefined) {
      return;
    }

    function pick(event: MouseEvent): void {
      const box = strip.current?.getBoundingClientRect();

      if (box !== undefined) {
        const point = {
          x: (event.clientX - box.left) / box.width,
          y: (event.clientY - box.top) / box.height,
        };
        onPick?.(heatCellAt(point, { rows, count: cells.length }));
      }
    }

    current.addEventListener("click", pick);

    return () => current.removeEventListener("click", pick);
  }, [onPick, rows, cells.length]);

  return (
    <svg
      ref={strip}
      className="heat-strip"
      data-pickable={onPick !== undefined}
      viewBox={`0 0 ${columns} ${rows}`}
      width={columns * px}
      height={rows * px}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {heatPaths(cells, rows).map(({ state, d }) => (
        <path key={state} data-state={state} d={d} />
      ))}
    </svg>
  );
}
