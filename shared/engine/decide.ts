/**
 * What a command comes to: facts to be recorded, or nothing. Pure: reads the run, the command and the clock, changes nothing.
 * The shell stores the facts and then applies them (`apply.ts`), so memory is never ahead of disk.
 */
import { decideExpansion, roomIn } from "./decide-expansion.ts";
import type { Fact } from "./delta.ts";
import { REVOKED_ERROR, TERMINATED_ERROR } from "./errors.ts";
import { nodesPutBy } from "./fragments.ts";
import type { TaskError } from "./outcome.ts";
import type { Plan } from "./plan.ts";
import { toRanges } from "./ranges.ts";
import {
  type NodeState,
  type NodeStatus,
  type RunState,
  type StoredValue,
  isFinal,
  nodeAt,
} from "./run.ts";

/** The outcome of one execution, its value already put where large values go. */
export type RecordedOutcome =
  | { readonly kind: "success"; readonly value: StoredValue }
  | { readonly kind: "failure"; readonly error: TaskError }
  | { readonly kind: "retry"; readonly error: TaskError; readonly delayMs: number }
  | { readonly kind: "ignored" }
  /** It came to nothing, and its message goes out again. */
  | { readonly kind: "redelivered" }
  /** It put this in its place. */
  | { readonly kind: "replaced"; readonly plan: Plan };

export interface Report {
  readonly node: number;
  readonly attempt: number;
  readonly startedAt: number;
  readonly outcome: RecordedOutcome;
}

/**
 * On their way: to a queue, in its gate's line, in it, or being run. Of all others that are not final nobody is to run anything: they wait
 * for others or for their time, and are sent then, or something else runs in their place.
 */
export const SENDABLE: ReadonlySet<NodeStatus> = new Set(["READY", "GATED", "SENT"]);

/** Why a delivery is not to be run, or null when it is. */
export function refusal(
  run: RunState,
  node: number,
  attempt: number,
): "unknown" | "final" | "stale" | null {
  const state = run.nodes[node];

  if (state === undefined) {
    return "unknown";
  }

  if (isFinal(state.status)) {
    return "final";
  }

  return state.attempt === attempt && SENDABLE.has(state.status) ? null : "stale";
}

/** A report counts when its attempt is the node's and the node is not final: the first one wins, whoever sent it. */
export function decideReports(run: RunState, reports: readonly Report[], now: number): Fact[] {
  const taken = new Set<number>();
  const facts: Fact[] = [];
  const room = roomIn(run);

  for (const report of reports) {
    if (!taken.has(report.node) && refusal(run, report.node, report.attempt) === null) {
      taken.add(report.node);
      facts.push(
        report.outcome.kind === "replaced"
          ? decideExpansion(run, { ...report, plan: report.outcome.plan }, room)
          : factOf({ ...report, outcome: report.outcome }, now),
      );
    }
  }

  return facts;
}

/**
 * Revokes one node with all that it put in its place, or the whole run (`node` null). Nothing to revoke gives no fact, so it may be asked
 * again. What was revoked before may still run: terminating it stops that too.
 */
export function decideRevoke(run: RunState, node: number | null, terminate = false): Fact[] {
  const asked = node === null ? [...run.nodes.keys()] : [node, ...nodesPutBy(run, node)];
  const open = asked.filter((index) => {
    const state = run.nodes[index];

    return state !== undefined && (!isFinal(state.status) || (terminate && isOnlyRevoked(state)));
  });

  return open.length === 0
    ? []
    : [{ kind: terminate ? "terminated" : "revoked", nodes: toRanges(open) }];
}

function isOnlyRevoked({ status, error }: NodeState): boolean {
  return status === "REVOKED" && error?.message === REVOKED_ERROR.message;
}

/** What runs of it is to stop. */
export function isTerminated({ status, error }: NodeState): boolean {
  return status === "REVOKED" && error?.message === TERMINATED_ERROR.message;
}

/** The time that some of these waited for, or had to be started by, has come. What runs is in time, and so is what put something in its place. */
export function decideTimers(
  run: RunState,
  nodes: readonly number[],
  { now, isRunning }: { readonly now: number; readonly isRunning: (node: number) => boolean },
): Fact[] {
  const open = [...new Set(nodes)]
    .filter((node) => !isFinal(nodeAt(run, node).status))
    .toSorted((a, b) => a - b);
  const isExpired = (node: number): boolean => {
    const { expiresAt, status } = nodeAt(run, node);

    return expiresAt > 0 && expiresAt <= now && !isRunning(node) && status !== "EXPANDED";
  };
  const expired = open.filter(isExpired);
  const due = open.filter((node) => {
    const { dueAt } = nodeAt(run, node);

    return dueAt > 0 && dueAt <= now && !isExpired(node);
  });

  return [
    ...(expired.length > 0 ? [{ kind: "expired", nodes: toRanges(expired) } as const] : []),
    ...(due.length > 0 ? [{ kind: "due", nodes: toRanges(due) } as const] : []),
  ];
}

/** The gate of their queue has them in its line. */
export function decideGated(run: RunState, nodes: readonly number[]): Fact[] {
  const open = nodes
    .filter((node) => run.nodes[node]?.status === "READY")
    .toSorted((a, b) => a - b);

  return open.length === 0 ? [] : [{ kind: "gated", nodes: toRanges(open) }];
}

/** Its message came, and says when the gate let it through. */
export interface Release {
  readonly node: number;
  readonly attempt: number;
  readonly at: number;
  readonly isCounted: boolean;
}

export function decideReleased(run: RunState, releases: readonly Release[]): Fact[] {
  return releases.flatMap(({ node, attempt, at, isCounted }) => {
    const { status, queuedAt } = run.nodes[node] ?? {};
    const isNews = refusal(run, node, attempt) === null && (status !== "SENT" || queuedAt !== at);

    return isNews ? [{ kind: "released", node, at, isCounted } as const] : [];
  });
}

/** The queue took the messages of these nodes. */
export function decideSent(run: RunState, nodes: readonly number[]): Fact[] {
  const open = nodes
    .filter((node) => SENDABLE.has(run.nodes[node]?.status ?? "WAITING"))
    .toSorted((a, b) => a - b);

  return open.length === 0 ? [] : [{ kind: "sent", nodes: toRanges(open) }];
}

interface EndReport extends Report {
  readonly outcome: Exclude<RecordedOutcome, { readonly kind: "replaced" }>;
}

function factOf({ node, startedAt, outcome }: EndReport, now: number): Fact {
  switch (outcome.kind) {
    case "success":
      return { kind: "succeeded", node, startedAt, value: outcome.value };
    case "failure":
      return { kind: "failed", node, startedAt, error: outcome.error };
    case "retry":
      return {
        kind: "retried",
        node,
        startedAt,
        error: outcome.error,
        dueAt: now + outcome.delayMs,
      };
    case "ignored":
      return { kind: "ignored", node, startedAt };
    case "redelivered":
      return { kind: "redelivered", nodes: [[node, node]] };
  }
}
