/**
 * A plan: a canvas compiled to a graph. It is the static half of a run, written once.
 *
 * A `Ref` names what something waits for: a node (`n >= 0`) or a gate (`~g`, negative). Nodes are task executions; gates are
 * virtual: their outcome follows from the nodes alone, so they are never stored and never counted.
 */
import type { JsonObject, JsonValue } from "../canvas/json.ts";

export type Ref = number;

export function gateRef(gate: number): Ref {
  return ~gate;
}

export function isGate(ref: Ref): boolean {
  return ref < 0;
}

export function gateIndex(ref: Ref): number {
  return ~ref;
}

/** One task execution to be. */
export interface PlanNode {
  readonly task: string;
  readonly args: readonly JsonValue[];
  readonly kwargs: JsonObject;
  readonly options: NodeOptions;
  /** What must succeed before this node starts; null: it is ready at once. */
  readonly input: Ref | null;
  /** True: `input` orders only. False: its result is prepended to `args`. */
  readonly immutable: boolean;
}

/** The options of a call that the engine or the consumer obeys; absent means the task's own. */
export interface NodeOptions {
  /** Always set by the compiler: the call's, the task's, or the default one. */
  readonly queue: string;
  /** The value still reaches what consumes it; it is shown as null. */
  readonly ignoreResult?: boolean;
  /** Seconds from when the node becomes ready to when it may start. */
  readonly countdown?: number;
  /** Earliest start, milliseconds. */
  readonly eta?: number;
  /** It is revoked unless it was started so many seconds after it became ready, or by this instant. */
  readonly expires?: { readonly seconds: number } | { readonly at: number };
  /** Seconds until the task's signal is aborted. */
  readonly softTimeLimit?: number;
  /** Seconds until the task is recorded as failed. */
  readonly timeLimit?: number;
  /** False: it fails when its worker died, and is not run again. */
  readonly acksLate?: boolean;
  /** Retries before it fails for good; null is for ever. */
  readonly maxRetries?: number | null;
  /** 0 to 9, 9 first, in the line of a limited queue; absent: 0. */
  readonly priority?: number;
  /** It is let through so often a second at most, with all calls of its task. */
  readonly perSecond?: number;
  /** Of its task no more than `limit` run at once, or, with an argument, of those where that has the same value. */
  readonly concurrency?: {
    readonly limit: number;
    readonly argument: ArgumentPlace | null;
  };
  /** The id that was asked for inside a canvas: shown, without effect on the address of the node. */
  readonly requestedId?: string;
  readonly headers?: JsonObject;
}

/** Where a call has an argument: by its name, or at its position; null: by its name only. */
export interface ArgumentPlace {
  readonly name: string;
  readonly position: number | null;
}

/**
 * A gate joins nodes, or opens when something else ends in a certain way.
 * - `join` opens with the list of its members' results in header order when all are final; a failed member fails it with a
 *   ChordError. `after` is what the whole group waited for: its failure passes through unchanged.
 * - `link` opens with the result of `of`; it is IGNORED when `of` does not succeed.
 * - `errback` opens with a task id when one of `watched` fails by itself (not by spreading); it is IGNORED when none does.
 */
export type Gate =
  | {
      readonly kind: "join";
      readonly members: readonly number[];
      readonly after: Ref | null;
      /** All tasks of the group: the first that does not succeed ends the others. */
      readonly failFast?: Span;
    }
  | { readonly kind: "link"; readonly of: number }
  | { readonly kind: "errback"; readonly watched: readonly Watched[] };

/** `ref` is what may fail; `reportsAs` is the node whose id the errback is called with (a chord reports as its body). */
export interface Watched {
  readonly ref: Ref;
  readonly reportsAs: number;
}

export interface Plan {
  readonly nodes: readonly PlanNode[];
  /** A gate refers to no gate after it. */
  readonly gates: readonly Gate[];
  /** Whose outcome is the run's: the last step, or the join of a final group. */
  readonly output: Ref;
  /** A single task: its node 0 is addressed by the run id itself. */
  readonly lone: boolean;
  /** The id that its caller chose for the run. */
  readonly chosenId?: string;
  /** Whoever sends it again gets what was submitted with it. Of a batch the last one has it, and keeps it for all. */
  readonly idempotencyKey?: string;
  /** What tasks put in their own place while they ran, oldest first. None when a plan is compiled. */
  readonly fragments: readonly Fragment[];
}

/** From `from` on, up to and without `to`. */
export type Span = readonly [from: number, to: number];

/** A part of a plan that came into it while the run went on. */
export interface Fragment {
  /** The node that put it in its place, and ends as `output` does. */
  readonly owner: number;
  readonly nodes: Span;
  readonly gates: Span;
  readonly output: Ref;
}
