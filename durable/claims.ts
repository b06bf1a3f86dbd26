/** Answers to a claim: which deliveries may run, and with what. Leases live in memory; a claim writes nothing. */
import { callBytes, planNodeAt } from "../shared/engine/call.ts";
import { refusal } from "../shared/engine/decide.ts";
import { taskIdOf } from "../shared/engine/ids.ts";
import { isHeld } from "../shared/engine/leases.ts";
import type { NodeOptions } from "../shared/engine/plan.ts";
import { nodeAt } from "../shared/engine/run.ts";
import type { CallLimits, ClaimItem, Grant } from "../shared/wire/rpc.ts";
import type { KeptRun } from "./kept-run.ts";
import type { Queries } from "./queries.ts";

/** Calls handed out in one answer; what is over is fetched one by one. */
const ANSWER_BYTES = 8 * 1024 * 1024;

export interface ClaimPorts {
  readonly find: (runId: string) => KeptRun | undefined;
  readonly queries: Queries;
  readonly now: number;
}

/** Grants in the order of the items, and the nodes that are leased by them. */
export interface Claimed {
  readonly grants: readonly Grant[];
  readonly leased: ReadonlyMap<KeptRun, ReadonlySet<number>>;
}

export function claim(items: readonly ClaimItem[], ports: ClaimPorts): Claimed {
  const leased = new Map<KeptRun, Set<number>>();
  let bytes = 0;

  const grants = items.map((item): Grant => {
    const kept = ports.find(item.run);
    const why = kept === undefined ? "unknown" : refusalOf(kept, item, ports.now);

    if (kept === undefined || why !== null) {
      return { kind: "skip", why: why ?? "unknown" };
    }

    const size = item.wantsCall ? callBytes(kept.run, item.node) : 0;
    const fits = bytes + size <= ANSWER_BYTES;

    bytes += fits ? size : 0;
    lease(kept, item, ports.now);
    leased.set(kept, (leased.get(kept) ?? new Set()).add(item.node));

    return {
      kind: "run",
      taskId: taskIdOf(kept.run, item.node),
      limits: limitsOf(planNodeAt(kept.run, item.node).options),
      call: item.wantsCall && fits ? ports.queries.callText(kept, item.node) : null,
      retries: nodeAt(kept.run, item.node).retries,
    };
  });

  return { grants, leased };
}

function refusalOf(
  { run, leases }: KeptRun,
  item: ClaimItem,
  now: number,
): (Grant & { readonly kind: "skip" })["why"] | null {
  return (
    refusal(run, item.node, item.attempt) ??
    (isHeld(leases.get(item.node), item, now) ? "leased" : null)
  );
}

function lease(
  { leases }: KeptRun,
  { node, attempt, messageId, deliveries }: ClaimItem,
  now: number,
): void {
  leases.set(node, { attempt, messageId, deliveries, startedAt: now });
}

function limitsOf({ softTimeLimit, timeLimit, maxRetries }: NodeOptions): CallLimits {
  return {
    ...(softTimeLimit !== undefined && { softTimeLimit }),
    ...(timeLimit !== undefined && { timeLimit }),
    ...(maxRetries !== undefined && { maxRetries }),
  };
}
