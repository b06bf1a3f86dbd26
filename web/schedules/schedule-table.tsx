import type { ReactElement } from "react";

import type { ScheduleView } from "../../shared/wire/schedules.ts";
import { useNow } from "../ui/use-now.ts";
import { useOpenEntry } from "./open-entry.ts";
import { ScheduleRow } from "./schedule-row.tsx";

import "../ui/switch.css";
import "./schedule-table.css";

const CLOCK_MS = 1_000;

interface ScheduleTableProps {
  readonly entries: readonly ScheduleView[];
  readonly mayAct: boolean;
}

export function ScheduleTable({ entries, mayAct }: ScheduleTableProps): ReactElement {
  const now = useNow(CLOCK_MS);
  const open = useOpenEntry();
  const selected = open === null || open.kind === "new" ? null : open.name;

  return (
    <>
      <table className="schedule-table" role="table" aria-label="Schedules">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader">On</th>
            <th role="columnheader">Name</th>
            <th role="columnheader">When</th>
            <th role="columnheader">Next run</th>
            <th role="columnheader">Last 20</th>
            <th role="columnheader">
              <span className="sr">Run</span>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {entries.map((entry) => (
            <ScheduleRow
              key={entry.name}
              entry={entry}
              now={now}
              mayAct={mayAct}
              isSelected={entry.name === selected}
            />
          ))}
        </tbody>
      </table>
      <p className="schedule-foot meta">
        Last 20, newest at the right: low marks were skipped, tall ones refused.
      </p>
    </>
  );
}
