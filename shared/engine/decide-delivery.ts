/**
 * What becomes of a node whose message came to nothing: its worker died, its task handed it back, or it never arrived. It is sent again
 * a bounded number of times; then it fails and is kept as a dead letter. Pure, as `decide.ts`.
 */
import { planNodeAt } from "./call.ts";
import type { DeadNode } from "./dead-letter.ts";
import type { DeadReason } from "./dead-reasons.ts";
import { type RecordedOutcome, SENDABLE } from "./decide.ts";
import type { Fact } from "./delta.ts";
import { messageLost, workerLost } from "./errors.ts";
import type { Holder } from "./leases.ts";
import type { Outcome, TaskError } from "./outcome.ts";
import { decodePlan } from "./plan-parts.ts";
import { toRanges } from "./ranges.ts";
import { type RunState, nodeAt } from "./run.ts";
import { MAX_DELIVERIES, MAX_RESENDS, SOLO_QUEUE } from "./transport.ts";

export interface Decided {
  readonly facts: readonly Fact[];
  readonly dead: readonly DeadNode[];
}

/** The queue that a node travels by. */
export function queueOfNode(run: RunState, node: number): string {
  return nodeAt(run, node).transport.deliveries > 0
    ? SOLO_QUEUE
    : planNodeAt(run, node).options.queue;
}

/** Why a node whose worker died does not run again; null: it does. */
export function lastLoss(run: RunState, node: number): TaskError | null {
  if (planNodeAt(run, node).options.acksLate === false) {
    return workerLost(
      "Its worker died while it ran. It is not run again, since acks_late is false.",
    );
  }

  return isLastDelivery(run, node)
    ? workerLost(`Its worker died each of the ${MAX_DELIVERIES} times it was delivered.`)
    : null;
}

/** The workers of these died. `startedAt` tells since when they ran. */
export function decideLost(
  run: RunState,
  lost: ReadonlyMap<number, Pick<Holder, "startedAt">>,
): Decided {
  const ends = openOf(run, lost.keys()).map((node) => ({ node, error: lastLoss(run, node) }));
  const dead = ends.flatMap(({ node, error }) =>
    error === null ? [] : [{ node, reason: "worker_lost", error } as const],
  );
  const again = ends.flatMap(({ node, error }) => (error === null ? [node] : []));

  return {
    facts: [...failures(dead, (node) => lost.get(node)?.startedAt ?? 0), ...sentAgain(again)],
    dead,
  };
}

/** The messages of these are lost. */
export function decideResend(run: RunState, nodes: Iterable<number>): Decided {
  const open = openOf(run, nodes);
  const isSpent = (node: number): boolean => nodeAt(run, node).transport.resends >= MAX_RESENDS;
  const error = messageLost(MAX_RESENDS);
  const dead = open
    .filter(isSpent)
    .map((node) => ({ node, reason: "lost_in_transport", error }) as const);
  const again = open.filter((node) => !isSpent(node));

  return {
    facts: [
      ...failures(dead, () => 0),
      ...(again.length > 0 ? [{ kind: "resent", nodes: toRanges(again) } as const] : []),
    ],
    dead,
  };
}

export interface Resolved {
  readonly outcome: RecordedOutcome;
  readonly reason: DeadReason | null;
}

/** What an outcome comes to: one that says nothing is another delivery, as long as there may be one. */
export function resolveOutcome(run: RunState, node: number, outcome: Outcome): Resolved {
  switch (outcome.kind) {
    case "success":
    case "retry":
    case "ignored":
      return { outcome, reason: null };
    case "replaced":
      return {
        outcome: { kind: "replaced", plan: decodePlan(outcome.planParts) },
        reason: null,
      };
    case "failure": {
      const { error, dead = null } = outcome;

      return { outcome: { kind: "failure", error }, reason: dead };
    }
    case "requeue":
      return isLastDelivery(run, node)
        ? { outcome: { kind: "failure", error: outcome.error }, reason: "rejected" }
        : { outcome: { kind: "redelivered" }, reason: null };
    case "lost": {
      const error = lastLoss(run, node);

      return error === null
        ? { outcome: { kind: "redelivered" }, reason: null }
        : { outcome: { kind: "failure", error }, reason: "worker_lost" };
    }
  }
}

function isLastDelivery(run: RunState, node: number): boolean {
  return nodeAt(run, node).transport.deliveries + 1 >= MAX_DELIVERIES;
}

/** Those that are on their way or being run. */
function openOf(run: RunState, nodes: Iterable<number>): readonly number[] {
  return [...nodes]
    .filter((node) => SENDABLE.has(nodeAt(run, node).status))
    .toSorted((one, other) => one - other);
}

function failures(dead: readonly DeadNode[], startedAt: (node: number) => number): Fact[] {
  return dead.map(({ node, error }) => ({
    kind: "failed",
    node,
    startedAt: startedAt(node),
    error,
  }));
}

function sentAgain(nodes: readonly number[]): Fact[] {
  return nodes.length === 0 ? [] : [{ kind: "redelivered", nodes: toRanges(nodes) }];
}
