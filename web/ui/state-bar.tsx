import type { ReactElement } from "react";

import { formatCount } from "./format.ts";
import { STATE_LOOKS, type Tally } from "./state.ts";

import "./state.css";

interface StateBarProps {
  readonly tally: Tally;
}

/** How many tasks are in which state, as one bar. The legend says it in words. */
export function StateBar({ tally }: StateBarProps): ReactElement {
  return (
    <div className="state-bar" aria-hidden="true">
      {tally.parts.map(({ state, count }) => (
        <span key={state} className="state-fill" data-state={state} style={{ flexGrow: count }} />
      ))}
    </div>
  );
}

export function StateLegend({ tally }: StateBarProps): ReactElement {
  return (
    <ul className="state-legend" aria-label="Tasks by state">
      {tally.parts.map(({ state, count }) => (
        <li key={state}>
          <span className="state-fill" data-state={state} aria-hidden="true" />
          {formatCount(count)} {STATE_LOOKS[state].counted}
        </li>
      ))}
    </ul>
  );
}
