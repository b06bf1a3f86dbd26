import type { ReactElement } from "react";

import type { Segment } from "./segments.ts";

const MEANINGS: readonly (readonly [Segment["kind"], string])[] = [
  ["wait", "in its queue"],
  ["running", "runs"],
  ["succeeded", "ran"],
  ["failed", "ran and failed"],
  ["backoff", "between two tries"],
];

/** What the bars mean. */
export function TimelineKey(): ReactElement {
  return (
    <ul className="timeline-key">
      {MEANINGS.map(([kind, meaning]) => (
        <li key={kind}>
          <i className="segment" data-kind={kind} aria-hidden="true" />
          {meaning}
        </li>
      ))}
    </ul>
  );
}
