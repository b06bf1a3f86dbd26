import type { ReactElement, ReactNode } from "react";

import type { RunView } from "../../shared/wire/views.ts";
import { Link } from "../app/navigation.tsx";
import { RUNS_PATH } from "../app/route.ts";
import type { Connection } from "../live/connection.ts";
import { describeConnection } from "../live/describe-connection.ts";
import { LiveMark } from "../live/live-mark.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { formatCount, formatDollars, formatInstant } from "../ui/format.ts";
import { Icon } from "../ui/icon.tsx";
import { StateBadge } from "../ui/state-badge.tsx";
import { StateBar } from "../ui/state-bar.tsx";
import { tally } from "../ui/state.ts";
import { TimeSpan } from "../ui/time-span.tsx";
import { RunActions } from "./run-actions.tsx";

import "./run-head.css";

interface RunHeadProps {
  readonly run: RunView;
  readonly connection: Connection;
}

/** Which run this is, how it fares, and what can be done about it. */
export function RunHead({ run, connection }: RunHeadProps): ReactElement {
  const counted = tally(run.counts);

  return (
    <header className="run-head">
      <div className="run-head-line">
        <div className="run-title">
          <Link to={RUNS_PATH} className="meta">
            <Icon name="arrow-left" size={12} />
            Runs
          </Link>
          <h1>
            {run.name ?? "Unnamed canvas"} <StateBadge state={run.state} />
          </h1>
          <p className="run-id">
            <code>{run.run_id}</code>
            <CopyButton text={run.run_id} label="Copy the run id" />
          </p>
        </div>
        <Facts run={run} done={counted.done} total={counted.total} />
        <div className="run-actions">
          <LiveMark look={describeConnection(connection)} />
          <RunActions run={run} />
        </div>
      </div>
      <StateBar tally={counted} />
    </header>
  );
}

interface FactsProps {
  readonly run: RunView;
  readonly done: number;
  readonly total: number;
}

function Facts({ run, done, total }: FactsProps): ReactElement {
  return (
    <dl className="facts">
      <Fact name={run.finished_at === null ? "Elapsed" : "Took"}>
        <TimeSpan start={run.created_at} end={run.finished_at} />
      </Fact>
      <Fact name="Tasks done">
        {formatCount(done)} <small>of {formatCount(total)}</small>
      </Fact>
      <Fact name="Cost">
        {run.finished_at === null ? <small>counted at the end</small> : <Cost cost={run.cost} />}
      </Fact>
      <Fact name="Created">
        <small>
          <time dateTime={run.created_at}>{formatInstant(run.created_at)}</time>
        </small>
      </Fact>
    </dl>
  );
}

function Fact({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Cost({ cost }: { readonly cost: RunView["cost"] }): ReactElement {
  const parts = [
    `${formatCount(cost.queue_operations)} queue operations`,
    `${formatCount(cost.do_requests)} Durable Object requests`,
    `${formatCount(cost.rows_written)} rows written`,
    `${formatCount(cost.rows_read)} rows read`,
  ];

  return (
    <span title={parts.join(", ")}>
      {formatDollars(cost.usd)} <small>{formatCount(cost.queue_operations)} queue operations</small>
    </span>
  );
}
