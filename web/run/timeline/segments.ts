/** A task's attempts as the pieces of its bar. All pure. */
import type { NodeView } from "../../../shared/wire/views.ts";
import { type Attempt, attemptsOf } from "../attempts.ts";
import type { Interval } from "./time-scale.ts";

export interface Segment extends Interval {
  /** `wait`: in its queue; `backoff`: between two attempts. */
  readonly kind: "wait" | "running" | "succeeded" | "failed" | "stopped" | "backoff";
}

/** The pieces of a task's bar, in milliseconds since `origin`. What goes on is drawn until `now`. */
export function segmentsOf(
  node: NodeView,
  { origin, now }: { readonly origin: number; readonly now: number },
): readonly Segment[] {
  const segments: Segment[] = [];
  let before: number | null = null;

  for (const attempt of attemptsOf(node)) {
    const queued = since(attempt.queuedAt, origin);

    if (before !== null) {
      segments.push({ kind: "backoff", from: before, to: queued ?? now });
    }

    segments.push(...piecesOf(attempt, { origin, now }));
    before = since(attempt.finishedAt, origin);
  }

  return segments.filter(({ from, to }) => to >= from);
}

function piecesOf(
  { state, queuedAt, startedAt, finishedAt }: Attempt,
  { origin, now }: { readonly origin: number; readonly now: number },
): readonly Segment[] {
  const queued = since(queuedAt, origin);
  const started = since(startedAt, origin);
  const finished = since(finishedAt, origin);

  if (queued === null) {
    return [];
  }

  const wait: Segment = { kind: "wait", from: queued, to: started ?? finished ?? now };

  return started === null
    ? [wait]
    : [wait, { kind: kindOf(state, finished), from: started, to: finished ?? now }];
}

function kindOf(state: Attempt["state"], finished: number | null): Segment["kind"] {
  if (finished === null) {
    return "running";
  }

  switch (state) {
    case "FAILURE":
      return "failed";
    case "REVOKED":
    case "IGNORED":
      return "stopped";
    case "PENDING":
    case "RECEIVED":
    case "STARTED":
    case "RETRY":
    case "SUCCESS":
      return "succeeded";
  }
}

function since(at: string | null, origin: number): number | null {
  return at === null ? null : Date.parse(at) - origin;
}
