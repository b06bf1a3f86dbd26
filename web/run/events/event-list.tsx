import { useMemo, useState, type ReactElement } from "react";

import type { RunView, TaskState } from "../../../shared/wire/views.ts";
import type { LiveRun } from "../../live/apply-frame.ts";
import { Choice } from "../../ui/choice.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import {
  between,
  formatClockMs,
  formatCount,
  formatDuration,
  formatInstant,
} from "../../ui/format.ts";
import { Icon } from "../../ui/icon.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { STATE_LOOKS } from "../../ui/state.ts";
import { useWindowRows } from "../../ui/use-window-rows.ts";
import { nodeIndex, orderRows } from "../rows.ts";
import { SelectLink } from "../select-link.tsx";
import { useGroupMembers } from "../use-group-members.ts";
import {
  EVENT_KINDS,
  eventsOf,
  inTime,
  memberEvents,
  type EventKind,
  type RunEvent,
} from "./events.ts";

import "../../ui/note.css";
import "../../ui/row-link.css";
import "./event-list.css";

const ROW_PX = 31;
const SKELETON_ROWS = 6;

/** In whose colours and with whose icon an event is told. */
const LOOKS: Readonly<Record<EventKind, TaskState>> = {
  queued: "RECEIVED",
  started: "STARTED",
  succeeded: "SUCCESS",
  retried: "RETRY",
  failed: "FAILURE",
  revoked: "REVOKED",
  ignored: "IGNORED",
};

interface EventListProps {
  readonly run: RunView;
  readonly live: LiveRun | null;
}

/** What happened, from the first task on. */
export function EventList({ run, live }: EventListProps): ReactElement {
  return live === null ? (
    <Skeleton label="Loading the events" rows={SKELETON_ROWS} />
  ) : (
    <KnownEvents run={run} live={live} />
  );
}

function KnownEvents({
  run,
  live,
}: {
  readonly run: RunView;
  readonly live: LiveRun;
}): ReactElement {
  const [kind, setKind] = useState<EventKind | "">("");
  const members = useGroupMembers(run, live);
  const events = useMemo(() => allEvents(live, members), [live, members]);
  const shown = kind === "" ? events : events.filter((event) => event.kind === kind);

  return (
    <section className="events" aria-label="Events">
      <header>
        <Choice
          label="Kind of event"
          any="Every event"
          values={EVENT_KINDS}
          value={kind}
          onChange={setKind}
        />
        <span className="meta">
          {formatCount(shown.length)} {shown.length === 1 ? "event" : "events"}
        </span>
        <CopyButton
          text={shown.map((event) => JSON.stringify(event)).join("\n")}
          label="Copy as JSON lines"
          isLabelled
        />
      </header>
      {shown.length === 0 ? (
        <div className="blank">
          <b>Nothing yet</b>
          <p>What happens to the tasks is listed here.</p>
        </div>
      ) : (
        <EventRows run={run} events={shown} />
      )}
    </section>
  );
}

function allEvents(
  live: LiveRun,
  members: ReturnType<typeof useGroupMembers>,
): readonly RunEvent[] {
  const { run_id: runId, created_at: createdAt } = live.run;

  return inTime(
    orderRows(live).flatMap((row) =>
      row.kind === "node"
        ? eventsOf([row.node])
        : memberEvents(members.get(row.group.group_id) ?? [], {
            runId,
            name: row.group.name ?? "member of a group",
            createdAt: Date.parse(createdAt),
          }),
    ),
  );
}

interface EventRowsProps {
  readonly run: RunView;
  readonly events: readonly RunEvent[];
}

function EventRows({ run, events }: EventRowsProps): ReactElement {
  const { ref, rows, before, after, measure } = useWindowRows<HTMLOListElement>({
    count: events.length,
    heightOf: () => ROW_PX,
    keyOf: String,
  });

  return (
    <ol ref={ref} aria-label="Events" style={{ paddingTop: before, paddingBottom: after }}>
      {rows.map(({ index }) => {
        const event = events[index];

        return (
          event && (
            <li key={index} className="row-link" ref={measure} data-index={index}>
              <time dateTime={event.at} title={formatInstant(event.at)}>
                {formatClockMs(event.at)}
              </time>
              <span className="meta event-offset">
                +{formatDuration(between(run.created_at, event.at) ?? 0)}
              </span>
              <EventWords event={event} />
            </li>
          )
        );
      })}
    </ol>
  );
}

function EventWords({ event }: { readonly event: RunEvent }): ReactElement {
  const { kind, taskId, name, attempt, because } = event;
  const look = LOOKS[kind];

  return (
    <>
      <span className="event-kind" data-state={look}>
        <Icon name={STATE_LOOKS[look].icon} size={14} />
        {kind}
      </span>
      <SelectLink kind="task" id={taskId}>
        <code>{name}</code> <span className="meta">No. {nodeIndex(taskId)}</span>
      </SelectLink>
      <span className="event-because">
        {attempt !== null && attempt > 1 && <span className="meta">try {attempt} </span>}
        {because}
      </span>
    </>
  );
}
