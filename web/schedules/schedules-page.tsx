import type { ReactElement, ReactNode } from "react";

import type { ScheduleView } from "../../shared/wire/schedules.ts";
import { SCHEDULES_REFRESH_MS, useSchedules } from "../api/schedules.ts";
import { useSession } from "../api/session.ts";
import { PollingMark } from "../live/polling-mark.tsx";
import { ErrorNote } from "../ui/error-note.tsx";
import { Icon } from "../ui/icon.tsx";
import { Loading } from "../ui/loading.tsx";
import { SidePanel } from "../ui/side-panel.tsx";
import { DayStrip } from "./day-strip.tsx";
import { ScheduleDetails } from "./details/schedule-details.tsx";
import { ScheduleForm } from "./form/schedule-form.tsx";
import { closeEntry, openEntry, openNew, useOpenEntry } from "./open-entry.ts";
import { ScheduleTable } from "./schedule-table.tsx";

import "../ui/button.css";
import "../ui/note.css";
import "../ui/page-head.css";
import "../ui/side-panel.css";

const SKELETON_ROWS = 6;

/** What runs by itself: when it did, when it will, and the form for more. */
export function SchedulesPage(): ReactElement {
  const list = useSchedules();
  const mayAct = useSession().data?.role !== "viewer";

  return (
    <div className="schedules with-panel">
      <title>Schedules · Lovage</title>
      <div>
        <header className="page-head">
          <h1>Schedules</h1>
          <PollingMark query={list} everyMs={SCHEDULES_REFRESH_MS} />
          {mayAct ? (
            <button type="button" className="button primary" onClick={openNew}>
              <Icon name="plus" size={14} />
              New schedule
            </button>
          ) : (
            <span className="meta">Your token may look, not act.</span>
          )}
        </header>
        <Entries list={list} mayAct={mayAct} />
      </div>
      {list.data !== undefined && <Panel entries={list.data} mayAct={mayAct} />}
    </div>
  );
}

type List = ReturnType<typeof useSchedules>;

interface EntriesProps {
  readonly list: List;
  readonly mayAct: boolean;
}

function Entries({ list, mayAct }: EntriesProps): ReactElement {
  const { data, error, refetch } = list;

  if (data === undefined) {
    return <Loading query={list} label="Loading the schedules" rows={SKELETON_ROWS} />;
  }

  return (
    <>
      {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data.length === 0 ? (
        <div className="blank">
          <b>Nothing runs by itself yet</b>
          <p>
            Make a schedule here, or write it in <code>worker/beat-schedule.ts</code>.
          </p>
        </div>
      ) : (
        <>
          <DayStrip entries={data} />
          <ScheduleTable entries={data} mayAct={mayAct} />
        </>
      )}
    </>
  );
}

interface PanelProps {
  readonly entries: readonly ScheduleView[];
  readonly mayAct: boolean;
}

/** What stands beside the list. */
function Panel({ entries, mayAct }: PanelProps): ReactNode {
  const open = useOpenEntry();

  if (open === null) {
    return null;
  }

  if (open.kind === "new") {
    return (
      <SidePanel key="new" title="New schedule" onClose={closeEntry}>
        <ScheduleForm entry={null} onDone={openEntry} onCancel={closeEntry} />
      </SidePanel>
    );
  }

  const entry = entries.find(({ name }) => name === open.name);
  const isForm = open.kind === "edit" && entry?.source === "api" && mayAct;

  return (
    <SidePanel
      key={`${open.kind} ${open.name}`}
      title={isForm ? `Edit ${open.name}` : open.name}
      onClose={closeEntry}
    >
      {entry === undefined && (
        <div className="blank">
          <b>No such schedule</b>
          <p>It may have been deleted.</p>
        </div>
      )}
      {entry !== undefined && isForm && (
        <ScheduleForm entry={entry} onDone={openEntry} onCancel={() => openEntry(entry.name)} />
      )}
      {entry !== undefined && !isForm && <ScheduleDetails entry={entry} mayAct={mayAct} />}
    </SidePanel>
  );
}
