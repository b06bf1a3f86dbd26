import type { ReactElement } from "react";

import type { ScheduleView } from "../../../shared/wire/schedules.ts";
import { formatAgo, formatDuration, formatInstant, formatUntil } from "../../ui/format.ts";
import { useNow } from "../../ui/use-now.ts";
import { hasZone, whenInShort } from "../describe-entry.ts";

const CLOCK_MS = 1_000;

const OVERLAP_WORDS: Readonly<Record<ScheduleView["overlap"], string>> = {
  skip: "it is skipped",
  queue: "one waits",
  allow: "they run side by side",
};

/** When it runs, and by which rules. */
export function Facts({ entry }: { readonly entry: ScheduleView }): ReactElement {
  const now = useNow(CLOCK_MS);
  const { next_run_at: next, last_run_at: last, deadline, jitter, ends_at: end } = entry;

  return (
    <dl className="panel-facts">
      <dt>When</dt>
      <dd>
        {whenInShort(entry)}
        {hasZone(entry) && `, ${entry.timezone}`}
      </dd>
      <dt>Next run</dt>
      <dd>{next === null ? noNext(entry) : `${formatInstant(next)}, ${formatUntil(next, now)}`}</dd>
      <dt>Last run</dt>
      <dd>{last === null ? "none yet" : `${formatInstant(last)}, ${formatAgo(last, now)}`}</dd>
      <dt>If one still runs</dt>
      <dd>{OVERLAP_WORDS[entry.overlap]}</dd>
      {deadline !== null && (
        <>
          <dt>Latest start</dt>
          <dd>{formatDuration(deadline * 1000)} after its time</dd>
        </>
      )}
      {jitter > 0 && (
        <>
          <dt>Jitter</dt>
          <dd>up to {formatDuration(jitter * 1000)}</dd>
        </>
      )}
      {end !== null && (
        <>
          <dt>Ends</dt>
          <dd>{formatInstant(end)}</dd>
        </>
      )}
    </dl>
  );
}

function noNext({ enabled }: ScheduleView): string {
  return enabled ? "never again" : "paused";
}
