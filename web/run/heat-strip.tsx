import type { ReactElement } from "react";

import type { TaskState } from "../../shared/wire/views.ts";
import { heatCells, heatPaths } from "./heat.ts";

/** Up to a thousand members have cells that can be told apart; of more the pattern is what counts. */
const FEW_MEMBERS = 1_000;
const LARGE_CELLS = { rows: 4, px: 4 };
const SMALL_CELLS = { rows: 8, px: 2 };
const MOST_CELLS = 4_000;

/** Every member of a large group by its place, so that where the failed ones lie can be seen. */
export function HeatStrip({ states }: { readonly states: readonly TaskState[] }): ReactElement {
  const cells = heatCells(states, MOST_CELLS);
  const { rows, px } = cells.length > FEW_MEMBERS ? SMALL_CELLS : LARGE_CELLS;
  const columns = Math.ceil(cells.length / rows);

  return (
    <svg
      className="heat-strip"
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
