import type { ReactElement } from "react";

import type { FiringView, ScheduleView } from "../../../shared/wire/schedules.ts";
import { TASK_STATES } from "../../../shared/wire/views.ts";
import { useStatesOfRuns } from "../../api/schedules.ts";
import { Link } from "../../app/navigation.tsx";
import { runPath } from "../../app/route.ts";
import { formatInstant } from "../../ui/format.ts";
import { StateBadge } from "../../ui/state-badge.tsx";

import "./firing-list.css";

/** The last firings, newest first, each with its run and what became of that. */
export function FiringList({ entry }: { readonly entry: ScheduleView }): ReactElement {
  const states = useStatesOfRuns(entry.name);

  if (entry.history.length === 0) {
    return <p className="meta">Nothing was due yet.</p>;
  }

  return (
    <ol className="firing-list">
      {entry.history.map((firing) => (
        <li key={firing.run_id ?? firing.at}>
          <Time firing={firing} />
          <Became firing={firing} state={states.get(firing.run_id ?? "")} />
        </li>
      ))}
    </ol>
  );
}

function Time({
  firing: { at, due_at: due, run_id: id },
}: {
  readonly firing: FiringView;
}): ReactElement {
  const words = formatInstant(due ?? at);

  return (
    <span>
      {id === null ? words : <Link to={runPath(id)}>{words}</Link>}
      {due === null && <small>by hand</small>}
    </span>
  );
}

interface BecameProps {
  readonly firing: FiringView;
  /** Of its run; undefined: it is no longer kept, or not yet known. */
  readonly state: string | undefined;
}

function Became({ firing: { outcome, reason }, state }: BecameProps): ReactElement {
  const known = TASK_STATES.find((each) => each === state);

  if (outcome === "fired") {
    return known === undefined ? <span className="meta">fired</span> : <StateBadge state={known} />;
  }

  return (
    <span className="firing-reason" data-state={outcome === "refused" ? "FAILURE" : "RETRY"}>
      <b>{outcome}</b>
      {reason !== null && `: ${reason}`}
    </span>
  );
}
