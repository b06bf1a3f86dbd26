import type { ReactElement, ReactNode } from "react";

import type { NodeView } from "../../../shared/wire/views.ts";
import { between, formatDuration, formatInstant } from "../../ui/format.ts";
import { TimeSpan } from "../../ui/time-span.tsx";
import type { Attempt } from "../attempts.ts";

interface AttemptFactsProps {
  readonly node: NodeView;
  readonly attempts: readonly Attempt[];
  /** Undefined: there was none yet. */
  readonly shown: Attempt | undefined;
}

/** How long an attempt waited and ran, and where. */
export function AttemptFacts({ node, attempts, shown }: AttemptFactsProps): ReactElement {
  const backoff = shown === undefined ? null : backoffBefore(shown, attempts);

  return (
    <dl className="details-facts">
      {shown !== undefined && (
        <>
          <Span name="Waited" start={shown.queuedAt} end={shown.startedAt ?? shown.finishedAt} />
          <Span name="Ran" start={shown.startedAt} end={shown.finishedAt} />
        </>
      )}
      <Fact name="Queue">{node.queue}</Fact>
      {backoff === null ? (
        <Fact name="Retries">{node.retries}</Fact>
      ) : (
        <Fact name="After the last try">{formatDuration(backoff)}</Fact>
      )}
    </dl>
  );
}

function backoffBefore(shown: Attempt, attempts: readonly Attempt[]): number | null {
  const before = attempts.find(({ number }) => number === shown.number - 1);

  return between(before?.finishedAt ?? null, shown.queuedAt);
}

interface SpanProps {
  readonly name: string;
  readonly start: string | null;
  readonly end: string | null;
}

function Span({ name, start, end }: SpanProps): ReactElement {
  return (
    <Fact name={name} title={start === null ? undefined : `From ${formatInstant(start)}`}>
      {start === null ? "–" : <TimeSpan start={start} end={end} />}
    </Fact>
  );
}

interface FactProps {
  readonly name: string;
  readonly title?: string | undefined;
  readonly children: ReactNode;
}

function Fact({ name, title, children }: FactProps): ReactElement {
  return (
    <div title={title}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
