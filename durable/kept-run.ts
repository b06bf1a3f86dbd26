/** A run as a shard keeps it in memory: the run, what of it is not in its tables yet, who runs its nodes, what it cost. */
import type { Lease } from "../shared/engine/leases.ts";
import type { RunState } from "../shared/engine/run.ts";
import { type Meter, newMeter } from "./meter.ts";

/** One part of a run's state is about 40 KB: large enough to be few rows, small enough to be rewritten. */
export const NODES_PER_PART = 512;

/** So many changes a watcher may have missed and still gets as a delta. */
const HISTORY = 64;

export interface KeptRun {
  readonly run: RunState;
  /** True: a lone task that lives in its bucket's rows. False: it has rows of its own. */
  readonly isBucketed: boolean;
  /** Parts of its state that changed since the newest checkpoint. */
  readonly dirtyParts: Set<number>;
  /** Its row in the tables is behind. */
  isDirty: boolean;
  /** What consumers run right now. */
  readonly leases: Map<number, Lease>;
  readonly meter: Meter;
  /** When somebody last asked for it; a final run that nobody asks for leaves memory. */
  usedAt: number;
  /** Which nodes changed with which log row, newest last. */
  readonly history: { readonly seq: number; readonly nodes: ReadonlySet<number> }[];
}

export function keepRun(
  run: RunState,
  { isBucketed, meter = newMeter() }: { readonly isBucketed: boolean; readonly meter?: Meter },
): KeptRun {
  return {
    run,
    isBucketed,
    dirtyParts: new Set(),
    isDirty: false,
    leases: new Map(),
    meter,
    usedAt: run.createdAt,
    history: [],
  };
}

export function touch(kept: KeptRun, seq: number, nodes: ReadonlySet<number>): void {
  kept.isDirty = true;

  for (const node of nodes) {
    kept.dirtyParts.add(Math.floor(node / NODES_PER_PART));
  }

  kept.history.push({ seq, nodes });

  if (kept.history.length > HISTORY) {
    kept.history.shift();
  }
}
