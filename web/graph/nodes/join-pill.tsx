import type { ReactElement } from "react";

import { formatCount } from "../../ui/format.ts";
import type { Join } from "../layout/sizes.ts";
import type { NodeStatus } from "./node-look.ts";

import "../../ui/state.css";
import "./join-pill.css";

interface JoinPillProps {
  readonly join: Join;
  /** Where its wires are, from the top. */
  readonly axis: number;
  /** How far it is; null: no run tells of it. */
  readonly status: NodeStatus | null;
}

/** Where results become one list. */
export function JoinPill({ join, axis, status }: JoinPillProps): ReactElement {
  const tally = status?.tally ?? null;

  return (
    <span
      className="join-pill"
      data-state={status?.state}
      style={{ top: axis, left: join.left, width: join.width }}
    >
      {tally === null
        ? `⋈ list[${formatCount(join.gathers)}]`
        : `⋈ ${formatCount(tally.done)} / ${formatCount(tally.total)}`}
    </span>
  );
}
