import type { ReactElement, ReactNode } from "react";

import type { RunView } from "../../../shared/wire/views.ts";
import { formatCount } from "../../ui/format.ts";
import { tally } from "../../ui/state.ts";
import { useNow } from "../../ui/use-now.ts";
import type { GroupFacts } from "../group-facts.ts";
import { paceWords } from "../pace.ts";

import "./figures.css";

const CLOCK_MS = 1_000;

interface GroupFiguresProps {
  readonly run: RunView;
  readonly group: GroupFacts;
}

/** How far a group is, how fast, and how long its members take. */
export function GroupFigures({ run, group }: GroupFiguresProps): ReactElement {
  const { done, total } = tally(group.counts);
  const now = useNow(CLOCK_MS, done < total) - Date.parse(run.created_at);
  const { rate, left, p50, p95 } = paceWords(group, now);

  return (
    <dl className="details-facts">
      <Figure name="Done">
        {formatCount(done)} <small>of {formatCount(total)}</small>
      </Figure>
      <Figure name={left === null ? "Rate" : `Rate, ${left} left`}>{rate ?? "–"}</Figure>
      <Figure name="Ran, half in">{p50 ?? "–"}</Figure>
      <Figure name="95 of 100 in">{p95 ?? "–"}</Figure>
    </dl>
  );
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
