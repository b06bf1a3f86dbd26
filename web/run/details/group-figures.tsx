import type { ReactElement, ReactNode } from "react";

import type { RunView } from "../../../shared/wire/views.ts";
import { formatCount, formatDuration, formatRate } from "../../ui/format.ts";
import type { Tally } from "../../ui/state.ts";
import { useNow } from "../../ui/use-now.ts";
import { type Member, quantile, rateOf, runTimes } from "../members.ts";

const CLOCK_MS = 1_000;

interface GroupFiguresProps {
  readonly run: RunView;
  readonly members: readonly Member[];
  readonly tally: Tally;
}

/** How far a group is, how fast, and how long its members take. */
export function GroupFigures({
  run,
  members,
  tally: { done, total },
}: GroupFiguresProps): ReactElement {
  const now = useNow(CLOCK_MS, done < total) - Date.parse(run.created_at);
  const rate = rateOf(members, now);
  const took = runTimes(members);
  const left = rate === null || rate === 0 ? null : ((total - done) / rate) * 1_000;

  return (
    <dl className="details-facts">
      <Figure name="Done">
        {formatCount(done)} <small>of {formatCount(total)}</small>
      </Figure>
      <Figure name={done < total && left !== null ? `Rate, ${formatDuration(left)} left` : "Rate"}>
        {rate === null ? "–" : formatRate(rate)}
      </Figure>
      <Figure name="Ran, half in">{durationOf(quantile(took, 0.5))}</Figure>
      <Figure name="95 of 100 in">{durationOf(quantile(took, 0.95))}</Figure>
    </dl>
  );
}

function durationOf(ms: number | null): string {
  return ms === null ? "–" : formatDuration(ms);
}

interface FigureProps {
  readonly name: string;
  readonly children: ReactNode;
}

function Figure({ name, children }: FigureProps): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
