/** A run as it was at a moment, worked out from the times of its tasks. All pure. */
import type { NodeView, TaskState } from "../../shared/wire/views.ts";
import { type Attempt, attemptsOf } from "./attempts.ts";
import type { Member } from "./members.ts";

/** The state of a task at a moment, in milliseconds since the epoch. */
export function stateAt(node: NodeView, at: number): TaskState {
  const attempts = attemptsOf(node);
  const attempt = attempts.findLast(({ queuedAt }) => isPast(queuedAt, at));

  if (attempt === undefined) {
    return isPast(node.finished_at, at) ? node.state : "PENDING";
  }

  if (isPast(attempt.finishedAt, at)) {
    // One that was followed by another waited to be run again.
    return attempt === attempts.at(-1) ? attempt.state : "RETRY";
  }

  return isPast(attempt.startedAt, at) ? "STARTED" : "RECEIVED";
}

/** A task as it was then: what was not there yet is not told. */
export function nodeAt(node: NodeView, at: number): NodeView {
  const state = stateAt(node, at);

  if (state === node.state && isPast(node.finished_at, at)) {
    return node;
  }

  const begun = attemptsOf(node).filter(({ queuedAt }) => isPast(queuedAt, at));
  const { result_url: _, past_attempts: __, progress: ___, ...rest } = node;

  return {
    ...rest,
    ...timesAt(begun.at(-1), at),
    state,
    result: null,
    error: state === "RETRY" ? (begun.at(-1)?.error ?? null) : null,
    retries: Math.max(0, begun.length - 1),
  };
}

function timesAt(
  attempt: Attempt | undefined,
  at: number,
): Pick<NodeView, "attempts" | "queued_at" | "started_at" | "finished_at"> {
  if (attempt === undefined) {
    return { attempts: 0, queued_at: null, started_at: null, finished_at: null };
  }

  const { number, queuedAt, startedAt } = attempt;

  return {
    attempts: number,
    queued_at: queuedAt,
    started_at: isPast(startedAt, at) ? startedAt : null,
    finished_at: null,
  };
}

/** A group's member as it was so many milliseconds after the run was created. */
export function memberAt(member: Member, ms: number): Member {
  const { queued, started, finished } = member;

  if (finished !== null && finished <= ms) {
    return member;
  }

  if (started !== null && started <= ms) {
    return { ...member, state: "STARTED", finished: null };
  }

  const isQueued = queued !== null && queued <= ms;

  return {
    ...member,
    state: isQueued ? "RECEIVED" : "PENDING",
    queued: isQueued ? queued : null,
    started: null,
    finished: null,
  };
}

function isPast(time: string | null, at: number): boolean {
  return time !== null && Date.parse(time) <= at;
}
