/** What waits for which queue, and what runs from it, as a shard knows it. */
import { planNodeAt } from "../shared/engine/call.ts";
import { toRanges } from "../shared/engine/delta.ts";
import { isRunning } from "../shared/engine/leases.ts";
import { type RunState, nodeAt } from "../shared/engine/run.ts";
import type { QueueCounts } from "../shared/wire/gate.ts";
import type { KeptRun } from "./kept-run.ts";
import type { Shard } from "./shard.ts";

type Place = "waiting" | "delayed" | "running" | null;

export function queueCounts(runs: Iterable<KeptRun>, now: number): readonly QueueCounts[] {
  const counts = new Map<string, QueueCounts>();

  for (const kept of runs) {
    if (isUnderWay(kept.run)) {
      kept.run.nodes.forEach((_, node) => count(counts, kept, { node, now }));
    }
  }

  return [...counts.values()];
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
  const before = counts.get(queue) ?? { queue, waiting: 0, delayed: 0, running: 0, oldestAt: null };
  const { queuedAt } = nodeAt(kept.run, node);
  const oldestAt =
    place === "waiting" ? Math.min(before.oldestAt ?? queuedAt, queuedAt) : before.oldestAt;

  counts.set(queue, { ...before, [place]: before[place] + 1, oldestAt });
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
