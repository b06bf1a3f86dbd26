import type { ReactElement, ReactNode } from "react";

import { ApiError } from "../../api/api-error.ts";
import type { useNextRuns } from "../../api/schedules.ts";
import { ErrorNote } from "../../ui/error-note.tsx";
import { formatDayAndTime, formatUntil } from "../../ui/format.ts";
import { useNow } from "../../ui/use-now.ts";
import type { ScheduleDraft } from "./draft.ts";
import { formatTimeIn } from "./time-in-zone.ts";

const CLOCK_MS = 1_000;

interface NextRunsProps {
  readonly next: ReturnType<typeof useNextRuns>;
  readonly draft: ScheduleDraft;
}

/** When it would run, in the reader's time and, where that is another one, in its own. */
export function NextRuns({ next, draft }: NextRunsProps): ReactElement {
  return (
    <section className="form-part" aria-label="The next five runs">
      <h3>The next five</h3>
      <Runs next={next} draft={draft} />
    </section>
  );
}

function Runs({ next: { data, error }, draft }: NextRunsProps): ReactNode {
  const now = useNow(CLOCK_MS);

  if (error !== null) {
    // What is wrong with a field is told there.
    return error instanceof ApiError && error.errors.length > 0 ? (
      <p className="meta">None, before what is wrong above is corrected.</p>
    ) : (
      <ErrorNote error={error} />
    );
  }

  if (data === undefined) {
    return <p className="meta">They are shown once it is said when.</p>;
  }

  if (data.length === 0) {
    return <p className="meta">None: that is over, or it never happens.</p>;
  }

  return (
    <ol className="next-runs" aria-live="polite">
      {data.map((at) => (
        <li key={at}>
          <time dateTime={at}>{formatDayAndTime(at, now)}</time>
          <span>{formatUntil(at, now)}</span>
          <span className="meta">{formatTimeIn(draft.timezone, at)}</span>
        </li>
      ))}
    </ol>
  );
}
