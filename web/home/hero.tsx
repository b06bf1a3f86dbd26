import type { ReactElement } from "react";

import type { TaskState } from "../../shared/wire/views.ts";
import { Icon } from "../ui/icon.tsx";
import { STATE_LOOKS } from "../ui/state.ts";

import "../ui/state.css";
import "./hero.css";

const LANE_GAP = 32;
const FIRST_LANE_Y = 22;
const STATES: readonly TaskState[] = [
  "SUCCESS",
  "SUCCESS",
  "SUCCESS",
  "STARTED",
  "SUCCESS",
  "RETRY",
  "RECEIVED",
];
const LANES = STATES.map((state, lane) => ({ state, y: FIRST_LANE_Y + lane * LANE_GAP }));
const MIDDLE_Y = FIRST_LANE_Y + (LANE_GAP * (STATES.length - 1)) / 2;

/** The umbel as a workflow: one task fans out to seven lanes, which join in a chord's body. */
export function Hero(): ReactElement {
  return (
    <figure className="hero">
      <svg
        viewBox="0 0 584 252"
        role="img"
        aria-label="A workflow: one task, a group of seven of which four are done, a join and a chord’s body"
      >
        <path className="hero-stem" data-passed="true" d={`M56 ${MIDDLE_Y}H96`} />
        <path className="hero-stem" d={`M508 ${MIDDLE_Y}H528`} />
        {LANES.map(({ state, y }) => (
          <Lane key={y} state={state} y={y} />
        ))}
        <circle className="hero-fork" cx="96" cy={MIDDLE_Y} r="4.5" />
        <rect
          className="hero-task"
          data-passed="true"
          x="6"
          y={MIDDLE_Y - 13}
          width="50"
          height="26"
          rx="5"
        />
        <rect className="hero-task" x="432" y={MIDDLE_Y - 12} width="76" height="24" rx="12" />
        <rect
          className="hero-task"
          data-passed="false"
          x="528"
          y={MIDDLE_Y - 13}
          width="50"
          height="26"
          rx="5"
        />
        <g textAnchor="middle">
          <text className="hero-join" x="470" y={MIDDLE_Y + 4}>
            ⋈ 4 / 7
          </text>
          <text x="31" y={MIDDLE_Y + 32}>
            chain
          </text>
          <text x="277" y="246">
            group
          </text>
          <text x="470" y={MIDDLE_Y + 32}>
            join
          </text>
          <text x="553" y={MIDDLE_Y + 32}>
            chord body
          </text>
        </g>
      </svg>
    </figure>
  );
}

function Lane({ state, y }: { readonly state: TaskState; readonly y: number }): ReactElement {
  return (
    <g data-state={state}>
      <path
        className="hero-stem"
        data-passed="true"
        d={`M96 ${MIDDLE_Y}C177 ${MIDDLE_Y} 177 ${y} 258 ${y}`}
      />
      <path
        className="hero-stem"
        data-passed={state === "SUCCESS"}
        d={`M296 ${y}C364 ${y} 364 ${MIDDLE_Y} 432 ${MIDDLE_Y}`}
      />
      <rect className="hero-lane" x="258" y={y - 10} width="38" height="20" rx="4" />
      <g className="hero-icon" transform={`translate(271 ${y - 6})`}>
        <Icon name={STATE_LOOKS[state].icon} size={12} />
      </g>
    </g>
  );
}
