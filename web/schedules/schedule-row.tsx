import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { MouseEvent, ReactElement } from "react";

import type { ScheduleView } from "../../shared/wire/schedules.ts";
import { changeSchedule, fireSchedule, SCHEDULES_KEY } from "../api/schedules.ts";
import { Link } from "../app/navigation.tsx";
import { runPath } from "../app/route.ts";
import { ErrorNote } from "../ui/error-note.tsx";
import { formatDayAndTime, formatInstant, formatUntil } from "../ui/format.ts";
import { Icon } from "../ui/icon.tsx";
import { calledBy, hasZone, whenInShort } from "./describe-entry.ts";
import { HistoryMarks } from "./history-marks.tsx";
import { openEntry } from "./open-entry.ts";

interface ScheduleRowProps {
  readonly entry: ScheduleView;
  readonly now: number;
  readonly mayAct: boolean;
  readonly isSelected: boolean;
}

/** One entry. Its name opens it. */
export function ScheduleRow({ entry, now, mayAct, isSelected }: ScheduleRowProps): ReactElement {
  return (
    <tr role="row" className="schedule-row" data-off={!entry.enabled} data-selected={isSelected}>
      <td role="cell" className="schedule-on">
        <OnSwitch entry={entry} mayAct={mayAct} />
      </td>
      <td role="cell" className="schedule-name">
        <OpenLink name={entry.name} isOpen={isSelected} />
        <small>
          <code>{calledBy(entry)}</code>
          {entry.source === "code" && " in the code"}
        </small>
      </td>
      <td role="cell" className="schedule-when">
        {whenInShort(entry)}
        {hasZone(entry) && <small>{entry.timezone}</small>}
      </td>
      <td role="cell" className="schedule-next">
        <NextRun entry={entry} now={now} />
      </td>
      <td role="cell" className="schedule-last">
        <HistoryMarks history={entry.history} />
      </td>
      <td role="cell" className="schedule-run">
        {mayAct && <RunNow name={entry.name} />}
      </td>
    </tr>
  );
}

interface OpenLinkProps {
  readonly name: string;
  readonly isOpen: boolean;
}

function OpenLink({ name, isOpen }: OpenLinkProps): ReactElement {
  function open(event: MouseEvent): void {
    event.preventDefault();
    openEntry(name);
  }

  return (
    <a
      href={`?${new URLSearchParams({ entry: name })}`}
      aria-current={isOpen ? "true" : undefined}
      onClick={open}
    >
      {name}
    </a>
  );
}

function NextRun({ entry, now }: Pick<ScheduleRowProps, "entry" | "now">): ReactElement {
  const { next_run_at: next, enabled } = entry;

  if (next === null) {
    return <span className="meta">{enabled ? "never again" : "paused"}</span>;
  }

  return (
    <>
      <time dateTime={next} title={formatInstant(next)}>
        {formatUntil(next, now)}
      </time>
      <small>{formatDayAndTime(next, now)}</small>
    </>
  );
}

/** What is not yet answered is shown as it will be. */
function OnSwitch({ entry, mayAct }: Pick<ScheduleRowProps, "entry" | "mayAct">): ReactElement {
  const queries = useQueryClient();
  const turn = useMutation({
    mutationFn: (enabled: boolean) => changeSchedule(entry.name, { enabled }),
    onSuccess: () => queries.invalidateQueries({ queryKey: SCHEDULES_KEY, exact: true }),
  });
  const isOn = turn.isPending ? turn.variables : entry.enabled;

  return (
    <>
      <button
        type="button"
        role="switch"
        className="switch"
        aria-checked={isOn}
        aria-label={`${entry.name} runs by itself`}
        title={isOn ? "Pause" : "Resume"}
        disabled={!mayAct}
        onClick={() => turn.mutate(!isOn)}
      />
      {turn.error !== null && <ErrorNote error={turn.error} />}
    </>
  );
}

/** Says which run came of it. */
function RunNow({ name }: { readonly name: string }): ReactElement {
  const queries = useQueryClient();
  const fire = useMutation({
    mutationFn: () => fireSchedule(name),
    onSuccess: () => queries.invalidateQueries({ queryKey: SCHEDULES_KEY, exact: true }),
  });

  return (
    <>
      {fire.data !== undefined && <Link to={runPath(fire.data)}>See the run</Link>}
      <button
        type="button"
        className="button small"
        disabled={fire.isPending}
        onClick={() => fire.mutate()}
      >
        <Icon name="play" size={12} />
        Run now
        <span className="sr">{name}</span>
      </button>
      {fire.error !== null && <ErrorNote error={fire.error} />}
    </>
  );
}
