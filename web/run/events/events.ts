/** What happened in a run, one after the other, read off the times of its tasks. All pure. */
import type { NodeView } from "../../../shared/wire/views.ts";
import { type Attempt, attemptsOf } from "../attempts.ts";
import type { Member } from "../members.ts";

export const EVENT_KINDS = [
  "queued",
  "started",
  "succeeded",
  "retried",
  "failed",
  "revoked",
  "ignored",
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export interface RunEvent {
  /** ISO 8601. */
  readonly at: string;
  readonly kind: EventKind;
  readonly taskId: string;
  readonly name: string;
  /** From 1; 0: it never came so far; null: not known. */
  readonly attempt: number | null;
  /** Why, where something went wrong. */
  readonly because: string | null;
}

/** Of tasks one after the other, each from its beginning to its end. */
export function eventsOf(nodes: Iterable<NodeView>): readonly RunEvent[] {
  return Array.from(nodes).flatMap((node) => nodeEvents(node));
}

/** Of members of a large group, of which only times are known. */
export function memberEvents(
  members: readonly Member[],
  {
    runId,
    name,
    createdAt,
  }: { readonly runId: string; readonly name: string; readonly createdAt: number },
): readonly RunEvent[] {
  return members.flatMap(({ node, state, queued, started, finished }) => {
    const times = [
      { kind: "queued", ms: queued },
      { kind: "started", ms: started },
      { kind: endOf(state), ms: finished },
    ] as const;

    return times.flatMap(({ kind, ms }) =>
      ms === null
        ? []
        : [
            {
              at: new Date(createdAt + ms).toISOString(),
              kind,
              taskId: `${runId}.${node}`,
              name,
              attempt: null,
              because: null,
            },
          ],
    );
  });
}

/** All of them as one story. What happened in the same millisecond keeps its order. */
export function inTime(events: readonly RunEvent[]): readonly RunEvent[] {
  // ISO 8601 in UTC with milliseconds sorts as text.
  return events.toSorted((a, b) => Number(a.at > b.at) - Number(a.at < b.at));
}

function nodeEvents(node: NodeView): readonly RunEvent[] {
  const attempts = attemptsOf(node);

  // It ended because of another task, or before it was ever queued.
  if (attempts.length === 0) {
    return node.finished_at === null
      ? []
      : [eventOf(node, { at: node.finished_at, kind: endOf(node.state), attempt: 0 })];
  }

  return attempts.flatMap((attempt, index) =>
    attemptEvents(node, attempt, index < attempts.length - 1),
  );
}

function attemptEvents(node: NodeView, attempt: Attempt, isPast: boolean): readonly RunEvent[] {
  const { number, queuedAt, startedAt, finishedAt, state, error } = attempt;
  const end = isPast && error !== null ? "retried" : endOf(state);
  const because = error === null ? null : `${error.type}: ${error.message}`;

  return [
    ...(queuedAt === null
      ? []
      : [eventOf(node, { at: queuedAt, kind: "queued", attempt: number })]),
    ...(startedAt === null
      ? []
      : [eventOf(node, { at: startedAt, kind: "started", attempt: number })]),
    ...(finishedAt === null
      ? []
      : [{ ...eventOf(node, { at: finishedAt, kind: end, attempt: number }), because }]),
  ];
}

function eventOf(
  { task_id: taskId, name, error }: NodeView,
  event: Pick<RunEvent, "at" | "kind" | "attempt">,
): RunEvent {
  const because = event.attempt === 0 && error !== null ? `${error.type}: ${error.message}` : null;

  return { ...event, taskId, name, because };
}

function endOf(state: Attempt["state"]): EventKind {
  switch (state) {
    case "FAILURE":
      return "failed";
    case "REVOKED":
      return "revoked";
    case "IGNORED":
      return "ignored";
    case "PENDING":
    case "RECEIVED":
    case "STARTED":
    case "RETRY":
    case "SUCCESS":
      return "succeeded";
  }
}
