/**
 * Answers to a claim: which deliveries may run, and with what. Leases live in memory, so a claim mostly writes nothing. A lease is written
 * before the claim is answered where the next delivery must find it: the task must not run twice (`acks_late: false`), or was delivered
 * before, and what kills its consumer may take this object along.
 */
import { callBytes, planNodeAt } from "../shared/engine/call.ts";
import { decideLost, lastLoss } from "../shared/engine/decide-delivery.ts";
import { refusal } from "../shared/engine/decide.ts";
import type { Fact } from "../shared/engine/delta.ts";
import { taskIdOf } from "../shared/engine/ids.ts";
import { type Holder, holderOf, isSameHolder, judgeClaim, lease } from "../shared/engine/leases.ts";
import type { NodeOptions } from "../shared/engine/plan.ts";
import { nodeAt } from "../shared/engine/run.ts";
import type { CallLimits, ClaimItem, ClaimRequest, Grant } from "../shared/wire/rpc.ts";
import type { Decision, Record } from "./decision.ts";
import type { KeptRun } from "./kept-run.ts";
import type { Queries } from "./queries.ts";

/** Calls handed out in one answer; what is over is fetched one by one. */
const ANSWER_BYTES = 8 * 1024 * 1024;

export interface ClaimPorts {
  readonly find: (runId: string) => KeptRun | undefined;
  readonly queries: Queries;
  readonly record: Record;
  readonly now: number;
}

/** Grants in the order of the items, and the nodes that are leased by them. */
export interface Claimed {
  readonly grants: readonly Grant[];
  readonly leased: ReadonlyMap<KeptRun, ReadonlySet<number>>;
}

type Skipped = Grant & { readonly kind: "skip" };

/** May run, by this holder. */
interface Leased {
  readonly kind: "lease";
  readonly kept: KeptRun;
  readonly item: ClaimItem;
  readonly holder: Holder;
  readonly deliveries: number;
}

/** Its worker died: it is sent again to run alone, or ends. */
interface Lost {
  readonly kind: "lost";
  readonly kept: KeptRun;
  readonly node: number;
  readonly startedAt: number;
}

type Verdict = Skipped | Leased | Lost;

export function claim(request: ClaimRequest, ports: ClaimPorts): Claimed {
  const verdicts = judgeAll(request, ports);
  const leases = verdicts.filter((verdict) => verdict.kind === "lease");

  // First on record, then in memory.
  ports.record(decisionsOf(verdicts));

  for (const { kept, item, holder } of leases) {
    kept.leases.set(item.node, lease(holder, item.attempt, ports.now));
  }

  return {
    grants: grantsOf(verdicts, ports.queries),
    leased: new Map(
      Array.from(
        Map.groupBy(leases, ({ kept }) => kept),
        ([kept, ofRun]) => [kept, new Set(ofRun.map(({ item }) => item.node))],
      ),
    ),
  };
}

function judgeAll(request: ClaimRequest, ports: ClaimPorts): readonly Verdict[] {
  const taken = new Map<KeptRun, Set<number>>();

  return request.items.map((item): Verdict => {
    const kept = ports.find(item.run);
    const why = kept === undefined ? "unknown" : refusal(kept.run, item.node, item.attempt);

    if (kept === undefined || why !== null) {
      return { kind: "skip", why: why ?? "unknown" };
    }

    const ofRun = taken.get(kept) ?? new Set();

    if (ofRun.has(item.node)) {
      return { kind: "skip", why: "leased" };
    }

    taken.set(kept, ofRun.add(item.node));

    return judge(kept, item, request, ports.now);
  });
}

function judge(
  kept: KeptRun,
  item: ClaimItem,
  { claimId, isAlone }: ClaimRequest,
  now: number,
): Verdict {
  const { node } = item;
  const held = kept.leases.get(node);
  const claimed = { ...item, claimId };
  const verdict = judgeClaim(held, claimed, now);
  const isLost = verdict === "lost";
  const deliveries = nodeAt(kept.run, node).transport.deliveries + (isLost ? 1 : 0);

  if (verdict === "held") {
    return { kind: "skip", why: "leased" };
  }

  if (isLost && (!isAlone || lastLoss(kept.run, node) !== null)) {
    return { kind: "lost", kept, node, startedAt: held?.startedAt ?? 0 };
  }

  if (deliveries > 0 && !isAlone) {
    return { kind: "skip", why: "alone" };
  }

  const startedAt = held !== undefined && isSameHolder(held, claimed) ? held.startedAt : now;

  return { kind: "lease", kept, item, holder: holderOf({ ...claimed, startedAt }), deliveries };
}

function decisionsOf(verdicts: readonly Verdict[]): readonly Decision[] {
  const leases = Map.groupBy(
    verdicts.filter((verdict) => verdict.kind === "lease").filter(isWritten),
    ({ kept }) => kept,
  );
  const lost = Map.groupBy(
    verdicts.filter((verdict) => verdict.kind === "lost"),
    ({ kept }) => kept,
  );

  return [
    ...Array.from(leases, ([kept, ofRun]) => ({ kept, facts: ofRun.map(leasedFact) })),
    ...Array.from(lost, ([kept, ofRun]) => ({
      kept,
      ...decideLost(kept.run, new Map(ofRun.map((each) => [each.node, each]))),
    })),
  ];
}

function isWritten({ kept, item, holder, deliveries }: Leased): boolean {
  const { transport } = nodeAt(kept.run, item.node);
  const mustBeFound =
    deliveries > 0 ||
    item.deliveries > 1 ||
    planNodeAt(kept.run, item.node).options.acksLate === false;

  return mustBeFound && !isSameHolder(transport.holder, holder);
}

function leasedFact({ item, holder, deliveries }: Leased): Fact {
  return { kind: "leased", node: item.node, holder, deliveries };
}

function grantsOf(verdicts: readonly Verdict[], queries: Queries): readonly Grant[] {
  let bytes = 0;

  return verdicts.map((verdict): Grant => {
    switch (verdict.kind) {
      case "skip":
        return verdict;
      case "lost":
        return { kind: "skip", why: "alone" };
      case "lease": {
        const { kept, item } = verdict;
        const size = item.wantsCall ? callBytes(kept.run, item.node) : 0;
        const fits = bytes + size <= ANSWER_BYTES;

        bytes += fits ? size : 0;

        return grantOf(verdict, item.wantsCall && fits ? queries.callText(kept, item.node) : null);
      }
    }
  });
}

function grantOf(
  { kept: { run }, item: { node }, holder, deliveries }: Leased,
  call: string | null,
): Grant {
  return {
    kind: "run",
    taskId: taskIdOf(run, node),
    limits: limitsOf(planNodeAt(run, node).options),
    call,
    retries: nodeAt(run, node).retries,
    startedAt: holder.startedAt,
    staysAlone: deliveries > 0,
  };
}

function limitsOf({ softTimeLimit, timeLimit, maxRetries }: NodeOptions): CallLimits {
  return {
    ...(softTimeLimit !== undefined && { softTimeLimit }),
    ...(timeLimit !== undefined && { timeLimit }),
    ...(maxRetries !== undefined && { maxRetries }),
  };
}
