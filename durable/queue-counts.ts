/** What waits for which queue, and what runs from it, as a shard knows it. */
import { planNodeAt } from "../shared/engine/call.ts";
import { isRunning } from "../shared/engine/leases.ts";
import { toRanges } from "../shared/engine/ranges.ts";
import { type RunState, nodeAt } from "../shared/engine/run.ts";
import type { QueueCounts } from "../shared/wire/gate.ts";
import type { KeptRun } from "./kept-run.ts";
import type { Shard } from "./shard.ts";
import type { TimerStore } from "./timer-store.ts";
import type { Traffic } from "./traffic.ts";

type Place = "waiting" | "delayed" | "running" | null;

/** Where the counts come from: runs in memory, and those that left it to wait for their time. */
export interface Counted {
  readonly runs: Iterable<KeptRun>;
  readonly timers: Pick<TimerStore, "delayed" | "delayedOf">;
  readonly traffic: Traffic;
  readonly now: number;
}

export function queueCounts({ runs, timers, traffic, now }: Counted): readonly QueueCounts[] {
  const counts = new Map<string, QueueCounts>();

  for (const [queue, delayed] of timers.delayed) {
    add(counts, queue, { delayed });
  }

  for (const kept of runs) {
    // It is back, and its row still says that it is not.
    for (const [queue, delayed] of timers.delayedOf(kept.restsUntil, kept.run.id)) {
      add(counts, queue, { delayed: -delayed });
    }

    if (isUnderWay(kept.run)) {
      kept.run.nodes.forEach((_, node) => count(counts, kept, { node, now }));
    }
  }

  for (const [queue, passed] of traffic.lastMinute(now)) {
    add(counts, queue, passed);
  }

  return [...counts.values()];
}

/** How many of a run's tasks wait for a time, by queue. */
export function delayedIn(run: RunState): ReadonlyMap<string, number> {
  const delayed = new Map<string, number>();

  for (const [node, { status }] of run.nodes.entries()) {
    if (status === "DELAYED" || status === "RETRY") {
      const { queue } = planNodeAt(run, node).options;

      delayed.set(queue, (delayed.get(queue) ?? 0) + 1);
    }
  }

  return delayed;
}

/** What waits in the queue is revoked; what runs from it, or waits for its time, goes on. */
export function purge(shard: Pick<Shard, "runs" | "record">, queue: string, now: number): number {
  let purged = 0;
  const decisions = [];

  for (const kept of shard.runs) {
    const nodes = isUnderWay(kept.run) ? waitingIn(kept, queue, now) : [];

    if (nodes.length > 0) {
      purged += nodes.length;
      decisions.push({ kept, facts: [{ kind: "revoked", nodes: toRanges(nodes) } as const] });
    }
  }

  shard.record(decisions);

  return purged;
}

function count(
  counts: Map<string, QueueCounts>,
  kept: KeptRun,
  { node, now }: { readonly node: number; readonly now: number },
): void {
  const place = placeOf(kept, node, now);

  if (place === null) {
    return;
  }

  const { queue } = planNodeAt(kept.run, node).options;

  add(counts, queue, { [place]: 1 });

  if (place === "waiting") {
    const { queuedAt } = nodeAt(kept.run, node);
    const before = counts.get(queue) ?? NOTHING;

    counts.set(queue, {
      ...before,
      queue,
      oldestAt: Math.min(before.oldestAt ?? queuedAt, queuedAt),
    });
  }
}

const NOTHING = { waiting: 0, delayed: 0, running: 0, arrived: 0, taken: 0, oldestAt: null };

function add(
  counts: Map<string, QueueCounts>,
  queue: string,
  more: Partial<Omit<QueueCounts, "queue" | "oldestAt">>,
): void {
  const before = counts.get(queue) ?? { ...NOTHING, queue };

  counts.set(queue, {
    ...before,
    waiting: before.waiting + (more.waiting ?? 0),
    delayed: before.delayed + (more.delayed ?? 0),
    running: before.running + (more.running ?? 0),
    arrived: before.arrived + (more.arrived ?? 0),
    taken: before.taken + (more.taken ?? 0),
  });
}

function waitingIn(kept: KeptRun, queue: string, now: number): readonly number[] {
  return [...kept.run.nodes.keys()].filter(
    (node) =>
      placeOf(kept, node, now) === "waiting" && planNodeAt(kept.run, node).options.queue === queue,
  );
}

function placeOf({ run, leases }: KeptRun, node: number, now: number): Place {
  switch (nodeAt(run, node).status) {
    case "READY":
    case "GATED":
    case "SENT":
      return isRunning(leases.get(node), now) ? "running" : "waiting";
    case "DELAYED":
    case "RETRY":
      return "delayed";
    case "WAITING":
    case "EXPANDED":
    case "SUCCESS":
    case "FAILURE":
    case "REVOKED":
    case "IGNORED":
    case "DROPPED":
      return null;
  }
}

function isUnderWay({ counts: { READY, GATED, SENT, DELAYED, RETRY } }: RunState): boolean {
  return READY + GATED + SENT + DELAYED + RETRY > 0;
}
