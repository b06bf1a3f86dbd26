import type { ReactElement } from "react";

import type { QueueView } from "../../shared/wire/gate.ts";
import { formatCount, formatDuration } from "../ui/format.ts";
import { Icon } from "../ui/icon.tsx";
import { LimitCell } from "./limit-cell.tsx";
import { QueueActions } from "./queue-actions.tsx";
import { heldWords, lookOf, waitsLong } from "./queue-look.ts";

interface QueueRowProps {
  readonly queue: QueueView;
  readonly mayAct: boolean;
}

/** One queue: what waits and runs, its limits, and what can be done about it. */
export function QueueRow({ queue, mayAct }: QueueRowProps): ReactElement {
  const { name, waiting, delayed, rate_limit: rate } = queue;
  const { in_per_minute: arrived, out_per_minute: taken } = queue;
  const { word, icon, tint } = lookOf(queue);

  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <code>{name}</code>
      </th>
      <td role="cell" className="queue-state">
        <span data-state={tint}>
          <Icon name={icon} size={14} />
          {word}
        </span>
      </td>
      <td role="cell" className="queue-waiting" data-label="waiting">
        <b>{formatCount(waiting)}</b>
        <span className="meta">{heldWords(queue)}</span>
      </td>
      <td role="cell" data-label="delayed">
        {formatCount(delayed)}
      </td>
      <td role="cell" data-label="oldest">
        <Oldest queue={queue} />
      </td>
      <td role="cell" className="queue-traffic" data-label="in, out per minute">
        {formatCount(arrived)} <span className="meta">in,</span> {formatCount(taken)}{" "}
        <span className="meta">out</span>
      </td>
      <td role="cell" className="queue-running" data-label="running, of concurrency">
        <Running queue={queue} mayAct={mayAct} />
      </td>
      <td role="cell" className="queue-rate" data-label="rate limit">
        <LimitCell
          label={`Rate limit of ${name}`}
          field="rate_limit"
          name={name}
          value={rate}
          hint="Per second, minute or hour: 10/s, 120/m, 1000/h. Empty means no limit. It holds across the whole deployment."
          mayAct={mayAct}
          read={(text) => text}
        />
      </td>
      <td role="cell" className="queue-actions">
        {mayAct && <QueueActions queue={queue} />}
      </td>
    </tr>
  );
}

function Oldest({ queue }: Pick<QueueRowProps, "queue">): ReactElement {
  const { oldest_waiting_s: oldest } = queue;

  if (oldest === null) {
    return <span className="meta">none</span>;
  }

  return waitsLong(queue) ? (
    <span className="queue-long" data-state="RETRY">
      <Icon name="triangle-alert" size={12} />
      {formatDuration(oldest * 1000)}
    </span>
  ) : (
    <>{formatDuration(oldest * 1000)}</>
  );
}

function Running({ queue, mayAct }: QueueRowProps): ReactElement {
  const { name, running, concurrency } = queue;
  const share = concurrency === null ? 0 : Math.min(1, running / concurrency);

  return (
    <span className="queue-use">
      {formatCount(running)} <span className="meta">of</span>
      <LimitCell
        label={`Concurrency of ${name}`}
        field="concurrency"
        name={name}
        value={concurrency === null ? null : String(concurrency)}
        hint="How many of its tasks run at once, across the whole deployment. Empty means no limit."
        mayAct={mayAct}
        read={(text) => (Number.isNaN(Number(text)) ? text : Number(text))}
      />
      {concurrency !== null && (
        <span className="queue-meter" aria-hidden="true">
          <i style={{ width: `${share * 100}%` }} />
        </span>
      )}
    </span>
  );
}
