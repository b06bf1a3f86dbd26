/** A run as a shard keeps it in memory: the run, what of it is not in the archive yet, who runs its nodes, what it cost. */
import type { Consequences } from "../shared/engine/consequences.ts";
import { lastLoss } from "../shared/engine/decide-delivery.ts";
import { runCreatedAt } from "../shared/engine/ids.ts";
import { type Lease, restoredLease } from "../shared/engine/leases.ts";
import { decodePlan } from "../shared/engine/plan-parts.ts";
import { type RunState, isFinal, newRun, nodeAt } from "../shared/engine/run.ts";
import type { SubmitRun } from "../shared/wire/rpc.ts";
import { type Meter, newMeter } from "./meter.ts";

/** Usually a part is a row of about 40 KB; one whose errors are long takes several (`state-rows.ts`). */
export const NODES_PER_PART = 512;

/** A lone task lives in its bucket's rows when its plan is at most this long. */
const BUCKETED_PLAN_CHARS = 2048;

/** So many log rows a watcher may have missed and still gets their changes as a delta. */
const HISTORY = 64;

export interface KeptRun {
  readonly run: RunState;
  /** True: a lone task that lives in its bucket's rows. False: it has rows of its own. */
  isBucketed: boolean;
  /** Parts of its state that changed since the newest checkpoint. */
  readonly dirtyParts: Set<number>;
  /** Its rows are behind. */
  isDirty: boolean;
  /** What consumers run right now. */
  readonly leases: Map<number, Lease>;
  readonly meter: Meter;
  /** When somebody last asked for it; a run that is final, or at rest, and that nobody asks for leaves memory. */
  usedAt: number;
  /** Its rows bring it back by then (`rest.ts`); 0: they do not. */
  restsUntil: number;
  /** Which nodes changed with which log row, newest last. */
  readonly history: Change[];
}

interface Change {
  readonly seq: number;
  readonly nodes: ReadonlySet<number>;
}

export interface Kept {
  readonly isBucketed: boolean;
  readonly meter: Meter;
  readonly usedAt: number;
}

export function keepRun(run: RunState, kept: Kept): KeptRun {
  return {
    run,
    ...kept,
    restsUntil: 0,
    dirtyParts: new Set(),
    isDirty: false,
    leases: new Map(),
    history: [],
  };
}

/** As it was submitted, before anything happened to it. */
export function keepSubmitted({ id, name, planParts }: SubmitRun, usedAt: number): KeptRun {
  const plan = decodePlan(planParts);
  const chars = planParts.reduce((sum, part) => sum + part.length, 0);
  const isBucketed = plan.lone && plan.nodes.length === 1 && chars <= BUCKETED_PLAN_CHARS;

  return keepRun(newRun(id, name, plan, runCreatedAt(id)), {
    isBucketed,
    meter: newMeter(),
    usedAt,
  });
}

/** A lone task that put something in its place: its bucket has no room for that. It moves at the next checkpoint. */
export function hasOutgrownBucket({ isBucketed, run }: KeptRun): boolean {
  return isBucketed && run.plan.fragments.length > 0;
}

/** These nodes changed with log row `seq`. */
export function changed(kept: KeptRun, seq: number, nodes: ReadonlySet<number>): void {
  kept.isDirty = true;

  for (const node of nodes) {
    kept.dirtyParts.add(Math.floor(node / NODES_PER_PART));
  }

  kept.history.push({ seq, nodes });

  if (kept.history.length > HISTORY) {
    kept.history.shift();
  }
}

/** Whoever asks for what changed since some row before now, is told that it is not known. */
export function forgetChanges({ history }: KeptRun): void {
  history.length = 0;
}

/** What is final is run by nobody; neither is an execution that ended, whatever runs in its place, nor what is sent again. */
export function dropLeases(
  { run, leases }: KeptRun,
  { changed: nodes, ready }: Consequences,
): void {
  for (const node of nodes) {
    const { status, attempt } = nodeAt(run, node);

    if (isFinal(status) || status === "EXPANDED" || leases.get(node)?.attempt !== attempt) {
      leases.delete(node);
    }
  }

  ready.forEach((node) => leases.delete(node));
}

/** After a load: of what runs only those are known whose lease was renewed. */
export function restoreLeases({ run, leases }: KeptRun, now: number): void {
  for (const [node, { attempt, transport }] of run.nodes.entries()) {
    if (transport.holder !== null) {
      const isLast = lastLoss(run, node) !== null;

      leases.set(node, restoredLease(transport.holder, attempt, { now, isLast }));
    }
  }
}

/** The nodes that changed after log row `since`, or null when that is no longer known. What runs now is among them: no row tells of it. */
export function changedSince(
  { history, leases }: KeptRun,
  since: number,
): ReadonlySet<number> | null {
  const [oldest] = history;

  if (oldest === undefined || since < oldest.seq) {
    return null;
  }

  const missed = new Set(leases.keys());

  for (const { seq, nodes } of history) {
    if (seq > since) {
      nodes.forEach((node) => missed.add(node));
    }
  }

  return missed;
}

/** What its queue has not taken yet, as far as is known. */
export function readyNodes({ run }: KeptRun): number[] {
  return run.counts.READY === 0
    ? []
    : [...run.nodes.keys()].filter((node) => nodeAt(run, node).status === "READY");
}
