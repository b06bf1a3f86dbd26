/**
 * A delta: what happened to a run in one step, as facts. The log keeps facts only; what follows from them (which node becomes
 * ready, what a failure spreads to, when a chord fires) is worked out by `applyDelta`, the same way live and at a replay.
 */
import type { Holder } from "./leases.ts";
import type { TaskError } from "./outcome.ts";
import type { Plan } from "./plan.ts";
import type { Ranges } from "./ranges.ts";
import type { EditedCall, StoredValue } from "./run.ts";

export interface EditedNode extends EditedCall {
  readonly node: number;
}

export type Fact =
  /** The run begins: what waits for nothing becomes ready. */
  | { readonly kind: "started" }
  /** The gate of their queue has these in its line. */
  | { readonly kind: "gated"; readonly nodes: Ranges }
  /** Its gate let it through then; `isCounted`: it has a slot there until it is over. */
  | {
      readonly kind: "released";
      readonly node: number;
      readonly at: number;
      readonly isCounted: boolean;
    }
  /** Messages for these nodes are in their queues. */
  | { readonly kind: "sent"; readonly nodes: Ranges }
  | {
      readonly kind: "succeeded";
      readonly node: number;
      readonly startedAt: number;
      readonly value: StoredValue;
    }
  | {
      readonly kind: "failed";
      readonly node: number;
      readonly startedAt: number;
      readonly error: TaskError;
    }
  | { readonly kind: "ignored"; readonly node: number; readonly startedAt: number }
  /** It asked to be run again, at `dueAt`. */
  | {
      readonly kind: "retried";
      readonly node: number;
      readonly startedAt: number;
      readonly error: TaskError;
      readonly dueAt: number;
    }
  /** This one runs it; so many deliveries ended without an outcome before. */
  | {
      readonly kind: "leased";
      readonly node: number;
      readonly holder: Holder;
      readonly deliveries: number;
    }
  /** A delivery of these ended without an outcome: they are sent again, to be run alone. */
  | { readonly kind: "redelivered"; readonly nodes: Ranges }
  /** The messages of these are lost: they are sent again. */
  | { readonly kind: "resent"; readonly nodes: Ranges }
  /** It put a graph in its place, which is the run's fragment of this number. */
  | {
      readonly kind: "expanded";
      readonly node: number;
      readonly startedAt: number;
      readonly fragment: number;
      /** As it was compiled. Stored with the plans: a fact's row has only its number. */
      readonly plan: Plan;
    }
  /** The time came that these waited for. */
  | { readonly kind: "due"; readonly nodes: Ranges }
  /** These were not started in time. */
  | { readonly kind: "expired"; readonly nodes: Ranges }
  /** A final run is run again: these begin anew, one of them perhaps with another call than the plan's. */
  | {
      readonly kind: "restarted";
      readonly nodes: Ranges;
      readonly edited: EditedNode | null;
    }
  /** Somebody revoked what of these was not final. */
  | { readonly kind: "revoked"; readonly nodes: Ranges }
  /** Likewise, and what runs is to stop. */
  | { readonly kind: "terminated"; readonly nodes: Ranges };

/** Kinds of facts that say the same of many nodes and nothing else. */
export const COMMON_KINDS = [
  "gated",
  "sent",
  "redelivered",
  "resent",
  "due",
  "expired",
  "revoked",
  "terminated",
] as const;

export type CommonFact = Extract<Fact, { readonly kind: (typeof COMMON_KINDS)[number] }>;

const commonKinds: ReadonlySet<string> = new Set(COMMON_KINDS);

export function isCommon(fact: Fact): fact is CommonFact {
  return commonKinds.has(fact.kind);
}

export interface Delta {
  readonly run: string;
  /** The backend's clock, milliseconds. */
  readonly at: number;
  readonly facts: readonly Fact[];
}
