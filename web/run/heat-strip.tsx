import type { ReactElement } from "react";

import type { TaskState } from "../../shared/wire/views.ts";
import { heatCells, heatPaths } from "./heat.ts";

const ROWS = 8;
const CELL_PX = 2;
const MOST_CELLS = 4_000;

/** Every member of a large group by its place, so that where the failed ones lie can be seen. */
export function HeatStrip({ states }: { readonly states: readonly TaskState[] }): ReactElement {
  const cells = heatCells(states, MOST_CELLS);
  const columns = Math.ceil(cells.length / ROWS);

  return (
    <svg
      className="heat-strip"
      viewBox={`0 0 ${columns} ${ROWS}`}
      width={columns * CELL_PX}
      height={ROWS * CELL_PX}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {heatPaths(cells, ROWS).map(({ state, d }) => (
        <path key={state} data-state={state} d={d} />
      ))}
    </svg>
  );
}
