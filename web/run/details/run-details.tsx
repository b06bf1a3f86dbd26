import type { ReactElement, ReactNode } from "react";

import type { RunView } from "../../../shared/wire/views.ts";
import { formatCount, formatDollars } from "../../ui/format.ts";
import { StateLegend } from "../../ui/state-bar.tsx";
import { tally } from "../../ui/state.ts";
import { Block } from "./block.tsx";
import { RunOutcome } from "./run-outcome.tsx";

/** The run as a whole: what it gave, how its tasks fared, what it cost. */
export function RunDetails({ run }: { readonly run: RunView }): ReactElement {
  return (
    <div className="details-scroll">
      <div className="details-body">
        <h2 className="sr">The run as a whole</h2>
        <RunOutcome run={run} />
        <Block title="By state">
          <StateLegend tally={tally(run.counts)} />
        </Block>
        <Cost run={run} />
      </div>
    </div>
  );
}

function Cost({ run: { cost, finished_at: finishedAt } }: { readonly run: RunView }): ReactElement {
  return (
    <Block title="Cost" aside="at Cloudflare's list price">
      {finishedAt === null ? (
        <p className="why">Counted when the last task is done.</p>
      ) : (
        <dl className="bill">
          <Item name="Queue operations">{formatCount(cost.queue_operations)}</Item>
          <Item name="Durable Object requests">{formatCount(Math.round(cost.do_requests))}</Item>
          <Item name="Rows written">{formatCount(Math.round(cost.rows_written))}</Item>
          <Item name="Rows read">{formatCount(Math.round(cost.rows_read))}</Item>
          <Item name="In all">
            <b>{formatDollars(cost.usd)}</b>
          </Item>
        </dl>
      )}
    </Block>
  );
}

interface ItemProps {
  readonly name: string;
  readonly children: ReactNode;
}

function Item({ name, children }: ItemProps): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
