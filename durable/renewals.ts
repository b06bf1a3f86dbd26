/**
 * Renewed leases. The first renewal of a lease is on record, all of one request in one row; the others only move its end in memory. What
 * this object has never heard of is taken as it comes: it was claimed in an earlier life.
 */
import { isTerminated, refusal } from "../shared/engine/decide.ts";
import { holderOf, isRunning, isSameHolder, lease } from "../shared/engine/leases.ts";
import { isSameProgress } from "../shared/engine/progress.ts";
import { nodeAt } from "../shared/engine/run.ts";
import type { LeaseState, RenewItem, RenewReply } from "../shared/wire/rpc.ts";
import type { Record } from "./decision.ts";
import type { KeptRun } from "./kept-run.ts";

export interface RenewalPorts {
  readonly find: (runId: string) => KeptRun | undefined;
  readonly record: Record;
  readonly now: number;
}

interface Renewal {
  readonly kept: KeptRun;
  readonly item: RenewItem;
}

/** The reply, and the nodes that say something new of how far they are. */
export interface Renewed {
  readonly reply: RenewReply;
  readonly progressed: ReadonlyMap<KeptRun, ReadonlySet<number>>;
}

export function renew(items: readonly RenewItem[], { find, record, now }: RenewalPorts): Renewed {
  const asked = items.map((item) => {
    const kept = find(item.run);

    return { kept, item, state: kept === undefined ? "over" : stateOf(kept, item, now) } as const;
  });
  const renewed = asked.flatMap(({ kept, item, state }) =>
    kept !== undefined && state === "renewed" ? [{ kept, item }] : [],
  );
  const unwritten = renewed.filter((renewal) => !isOnRecord(renewal));

  record(
    Array.from(
      Map.groupBy(unwritten, ({ kept }) => kept),
      ([kept, ofRun]) => ({ kept, facts: ofRun.map(leasedFact) }),
    ),
  );

  const progressed = progressIn(renewed);

  for (const { kept, item } of renewed) {
    kept.leases.set(item.node, lease(item, item.attempt, now));
  }

  return { reply: { states: asked.map(({ state }) => state) }, progressed };
}

function progressIn(renewed: readonly Renewal[]): Renewed["progressed"] {
  const news = renewed.filter(({ kept, item: { node, progress = null } }) => {
    const { progress: before = null } = kept.leases.get(node) ?? {};

    return !isSameProgress(before, progress);
  });

  return new Map(
    Array.from(
      Map.groupBy(news, ({ kept }) => kept),
      ([kept, ofRun]) => [kept, new Set(ofRun.map(({ item }) => item.node))],
    ),
  );
}

function stateOf({ run, leases }: KeptRun, item: RenewItem, now: number): LeaseState {
  const refused = refusal(run, item.node, item.attempt);

  if (refused === "final") {
    const state = nodeAt(run, item.node);
    const revoked = isTerminated(state) ? "terminated" : "revoked";

    return state.status === "REVOKED" ? revoked : "over";
  }

  if (refused !== null) {
    return "over";
  }

  const held = leases.get(item.node);

  // A runner takes over from the consumer: the claim is the same, the message no longer counts.
  return isRunning(held, now) && held.attempt === item.attempt && held.claimId !== item.claimId
    ? "held"
    : "renewed";
}

function isOnRecord({ kept, item }: Renewal): boolean {
  return isSameHolder(nodeAt(kept.run, item.node).transport.holder, item);
}

function leasedFact({ kept, item }: Renewal): {
  readonly kind: "leased";
  readonly node: number;
  readonly holder: ReturnType<typeof holderOf>;
  readonly deliveries: number;
} {
  const { deliveries } = nodeAt(kept.run, item.node).transport;

  return { kind: "leased", node: item.node, holder: holderOf(item), deliveries };
}
