import type { ReactElement } from "react";

import type { FiringView } from "../../shared/wire/schedules.ts";

import "./history-marks.css";

/** What became of the last due times, oldest first: the heights tell it without colour. */
export function HistoryMarks({
  history,
}: {
  readonly history: readonly FiringView[];
}): ReactElement {
  if (history.length === 0) {
    return <span className="meta">none yet</span>;
  }

  const count = (outcome: FiringView["outcome"]): number =>
    history.filter((firing) => firing.outcome === outcome).length;
  const label = `${count("fired")} fired, ${count("skipped")} skipped, ${count("refused")} refused`;

  return (
    <span className="history-marks" role="img" aria-label={label} title={label}>
      {history.toReversed().map(({ at, outcome, run_id: id }) => (
        <i key={id ?? at} data-outcome={outcome} />
      ))}
    </span>
  );
}
