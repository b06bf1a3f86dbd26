/**
 * A run in memory: its plan and what became of each node so far.
 *
 *   WAITING --input succeeded--> READY --sent--> SENT --reported--> SUCCESS | FAILURE | IGNORED
 *      |                          ^  ^ |           |^
 *      |                          |  | +-> GATED --+  its queue is limited: the gate sends it when it may run
 *      +--has an eta--> DELAYED --+  +--- RETRY <--+ it asks to be run again
 *      |                                           +--> EXPANDED, until what it put in its place ends
 *      |
 *      +-- revoked, expired, or an outcome that spread, from any of them --> FAILURE | REVOKED | IGNORED
 *
 * Everything but `nodes` is derived from them and kept only for speed. Only `apply.ts` changes a run.
 */
import type { JsonText } from "../canvas/json.ts";
import { type Graph, buildGraph, sourcesOf } from "./graph.ts";
import type { TaskError } from "./outcome.ts";
import type { PastAttempt } from "./past-attempts.ts";
import type { Plan, Ref } from "./plan.ts";
import { SMOOTH, type Transport } from "./transport.ts";

/** In this order they are numbered in stored rows: append only. */
export const NODE_STATUSES = [
  "WAITING",
  "READY",
  "SENT",
  "SUCCESS",
  "FAILURE",
  "REVOKED",
  "IGNORED",
  "DELAYED",
  "RETRY",
  "EXPANDED",
  "DROPPED",
  "GATED",
] as const;
export type NodeStatus = (typeof NODE_STATUSES)[number];

/** How something can end. */
export type FinalStatus = "SUCCESS" | "FAILURE" | "REVOKED" | "IGNORED";

/** Nothing more becomes of it: it ended, or its run goes on without it. */
export function isFinal(status: NodeStatus): status is FinalStatus | "DROPPED" {
  return (
    status === "SUCCESS" ||
    status === "FAILURE" ||
    status === "REVOKED" ||
    status === "IGNORED" ||
    status === "DROPPED"
  );
}

/** Where a large value lies: `bytes` bytes of UTF-8 at `offset` in pack `pack` of the run. */
export interface PackedValue {
  readonly pack: number;
  readonly offset: number;
  readonly bytes: number;
  /** Bytes it takes there, where it is compressed. */
  readonly stored?: number;
}

/** A result: its JSON text, or where that lies. The engine never looks inside. */
export type StoredValue = JsonText | PackedValue;

/** What a node is called with in place of what its plan says. */
export interface EditedCall {
  /** `[args, kwargs]` */
  readonly call: StoredValue;
  /** True: no predecessor's result goes in front of it. */
  readonly isWhole: boolean;
}

/** Replaced, never changed in place, so a caller may keep one. */
export interface NodeState {
  readonly status: NodeStatus;
  /** Executions asked for; 0 while it waits. */
  readonly attempt: number;
  /** Celery's count of retries. */
  readonly retries: number;
  /** When it became ready, or its gate let it through; milliseconds, 0 for not yet. */
  readonly queuedAt: number;
  /** When a DELAYED or RETRY node becomes ready; 0 otherwise. */
  readonly dueAt: number;
  /** When it is revoked unless it was started by then; 0 for never. Set once: a retry keeps the first deadline. */
  readonly expiresAt: number;
  /** When its queue took the newest message for it. */
  readonly sentAt: number;
  /** Of this attempt; 0 until its report. */
  readonly startedAt: number;
  readonly finishedAt: number;
  /** Set by SUCCESS; null then: the result is that of what it put in its place. */
  readonly value: StoredValue | null;
  /** Its own error, of a RETRY node the one it is retried for; null when the outcome spread from elsewhere. */
  readonly error: TaskError | null;
  /** What it was retried with; null: the plan's arguments count. */
  readonly edited: EditedCall | null;
  /** Its attempts before this one, the newest last. */
  readonly past: readonly PastAttempt[];
  /** What happened to its messages. */
  readonly transport: Transport;
  /** Where an outcome that spread began: the node that failed, or the join whose header did. null: this node's own outcome. */
  readonly by: Ref | null;
}

export const WAITING: NodeState = Object.freeze({
  status: "WAITING",
  attempt: 0,
  retries: 0,
  queuedAt: 0,
  dueAt: 0,
  expiresAt: 0,
  sentAt: 0,
  startedAt: 0,
  finishedAt: 0,
  value: null,
  error: null,
  edited: null,
  past: [],
  transport: SMOOTH,
  by: null,
});

/** How something ended, and where that began. */
export interface Settled {
  readonly status: FinalStatus;
  readonly origin: Ref;
  /** Of a join that failed: its first member without a result; null: its list is too large. */
  readonly broken?: number | null;
  /** Of a join that opened: bytes of its list as JSON. */
  readonly bytes?: number;
}

export interface RunState {
  /** Under which it is stored and sent to queues; it says its shard and its time. */
  readonly id: string;
  /** Under which it is shown, and its tasks: the chosen one, else `id`. */
  readonly publicId: string;
  readonly name: string | null;
  plan: Plan;
  graph: Graph;
  readonly createdAt: number;
  readonly nodes: NodeState[];
  /** For each gate: how many of its sources are not settled. */
  unsettled: Int32Array;
  /** For each gate: how it settled, once it has. */
  readonly gates: (Settled | null)[];
  /** How many nodes are in each status. */
  readonly counts: Record<NodeStatus, number>;
  /** When the last node became final; 0 while the run goes on. */
  finishedAt: number;
}

/** A run as submitted, before `start` made anything ready. */
export function newRun(id: string, name: string | null, plan: Plan, createdAt: number): RunState {
  return {
    id,
    publicId: plan.chosenId ?? id,
    name,
    plan,
    graph: buildGraph(plan),
    createdAt,
    nodes: plan.nodes.map(() => WAITING),
    unsettled: Int32Array.from(plan.gates, (gate) => sourcesOf(gate).length),
    gates: plan.gates.map(() => null),
    counts: {
      WAITING: plan.nodes.length,
      DELAYED: 0,
      RETRY: 0,
      READY: 0,
      SENT: 0,
      SUCCESS: 0,
      FAILURE: 0,
      REVOKED: 0,
      IGNORED: 0,
      EXPANDED: 0,
      DROPPED: 0,
      GATED: 0,
    },
    finishedAt: 0,
  };
}

/** The state of a node; a node index that the plan does not have is a bug of the caller. */
export function nodeAt(run: RunState, node: number): NodeState {
  const state = run.nodes[node];

  if (state === undefined) {
    throw new RangeError(`Run ${run.id} has ${run.nodes.length} nodes; there is no node ${node}.`);
  }

  return state;
}

/** It is there, and not dropped: somebody may ask for it. */
export function hasNode(run: RunState, node: number): boolean {
  return node < run.nodes.length && !isDropped(run, node);
}

/** What put it there was run again. */
export function isDropped(run: RunState, node: number): boolean {
  return nodeAt(run, node).status === "DROPPED";
}

export function isRunFinal(run: RunState): boolean {
  const { SUCCESS, FAILURE, REVOKED, IGNORED, DROPPED } = run.counts;

  return SUCCESS + FAILURE + REVOKED + IGNORED + DROPPED === run.nodes.length;
}
