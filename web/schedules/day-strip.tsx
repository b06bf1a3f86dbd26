import type { ReactElement } from "react";

import type { ScheduleView } from "../../shared/wire/schedules.ts";
import { useDueTimes } from "../api/schedule-day.ts";
import { formatCount } from "../ui/format.ts";
import { useNow } from "../ui/use-now.ts";
import {
  DAY_MS,
  hourLabels,
  marksOf,
  timesOfInterval,
  TOUCHING_MS,
  type Day,
  type Mark,
} from "./day-marks.ts";
import { whenInShort } from "./describe-entry.ts";
import { ownZone } from "./form/local-time.ts";

import "./day-strip.css";

const TURN_MS = 30_000;
const NARROW = "(max-width: 720px)";
/** More would push the list out of sight. */
const MOST_ROWS = 10;

/** What the coming day brings, entry by entry. */
export function DayStrip({
  entries,
}: {
  readonly entries: readonly ScheduleView[];
}): ReactElement | null {
  const now = useNow(TURN_MS);
  const touchingMs = matchMedia(NARROW).matches ? TOUCHING_MS.narrow : TOUCHING_MS.wide;
  const day = { start: now, touchingMs };
  const due = entries.filter(({ next_run_at: next }) => next !== null && isInDay(next, day));
  const shown = due
    .toSorted((a, b) => (a.next_run_at ?? "").localeCompare(b.next_run_at ?? ""))
    .slice(0, MOST_ROWS);
  const times = useDueTimes(shown, now);

  if (shown.length === 0) {
    return null;
  }

  return (
    <section className="day-strip" aria-labelledby="day-title">
      <h2 id="day-title">
        The next 24 hours <small>your time, {ownZone()}</small>
      </h2>
      <ol>
        {shown.map((entry, index) => (
          <li key={entry.name}>
            <span title={entry.name}>{entry.name}</span>
            <Marks marks={marksOfEntry(entry, times[index], day)} often={whenInShort(entry)} />
          </li>
        ))}
      </ol>
      <Hours day={day} />
      {due.length > shown.length && (
        <p className="meta">and {formatCount(due.length - shown.length)} more</p>
      )}
    </section>
  );
}

function isInDay(at: string, { start }: Day): boolean {
  return Date.parse(at) < start + DAY_MS;
}

/** Nothing is due behind its end. */
function marksOfEntry(
  entry: ScheduleView,
  asked: ReturnType<typeof useDueTimes>[number],
  day: Day,
): readonly Mark[] {
  const end = entry.ends_at === null ? Infinity : Date.parse(entry.ends_at);
  const times = timesOfInterval(entry, day) ?? asked?.times ?? [];

  return marksOf(
    times.filter((time) => time <= end && time >= day.start),
    day,
    asked?.isCut === true && end === Infinity,
  );
}

interface MarksProps {
  readonly marks: readonly Mark[];
  /** What is said where single times would touch. */
  readonly often: string;
}

function Marks({ marks, often }: MarksProps): ReactElement {
  return (
    <div className="day-marks" aria-hidden="true">
      {marks.map(({ from, to }) => (
        <i
          key={from}
          data-long={to > from}
          style={{ left: `${from * 100}%`, width: to > from ? `${(to - from) * 100}%` : undefined }}
        >
          {to > from && often}
        </i>
      ))}
    </div>
  );
}

const hour = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long" });

function Hours({ day }: { readonly day: Day }): ReactElement {
  return (
    <div className="day-hours" aria-hidden="true">
      <b>now</b>
      {hourLabels(day)
        .filter(({ at }) => at > 0.09 && at < 0.97)
        .map(({ at, time }) => (
          <span key={time} data-outer={at < 0.22 || at > 0.9} style={{ left: `${at * 100}%` }}>
            {new Date(time).getHours() === 0 ? weekday.format(time) : hour.format(time)}
          </span>
        ))}
    </div>
  );
}
