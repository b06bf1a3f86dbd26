import { beforeEach, describe, expect, it } from "vitest";

import { type KeptRun, restoreLeases } from "../../durable/kept-run.ts";
import { LostWorkers } from "../../durable/lost-workers.ts";
import { type Renewed, renew } from "../../durable/renewals.ts";
import type { DeadNode } from "../../shared/engine/dead-letter.ts";
import { decideRevoke } from "../../shared/engine/decide.ts";
import type { Fact } from "../../shared/engine/delta.ts";
import type { LeaseState, RenewItem } from "../../shared/wire/rpc.ts";
import { group, s, withOptions } from "../reference/signatures.ts";
import { NOW, happen, leaseOf, retry, started, succeed } from "./kept.ts";

const LEASE_MS = 45_000;

let now: number;
let kept: KeptRun;
let rows: (readonly Fact[])[];
let dead: DeadNode[];

beforeEach(() => {
  now = NOW;
  kept = started(group(s("echo"), s("echo"), withOptions(s("echo"), { acks_late: false })));
  rows = [];
  dead = [];
});

const record: Parameters<typeof renew>[1]["record"] = (decisions) => {
  for (const decision of decisions.filter(({ facts }) => facts.length > 0)) {
    rows.push(decision.facts);
    dead.push(...(decision.dead ?? []));
    happen(decision.kept, decision.facts, { at: now });
  }
};

function itemOf(node: number, change: Partial<RenewItem> = {}): RenewItem {
  const holder = { claimId: "claim", messageId: "m", deliveries: 1, startedAt: NOW };

  return { run: kept.run.id, node, attempt: 1, ...holder, ...change };
}

function renewed(...items: readonly RenewItem[]): readonly LeaseState[] {
  return renewedNow(...items).reply.states;
}

function renewedNow(...items: readonly RenewItem[]): Renewed {
  return renew(items, { find: (id) => (id === kept.run.id ? kept : undefined), record, now });
}

function lostWorkers(): LostWorkers {
  return new LostWorkers({ runs: () => [kept], record, now: () => now });
}

describe("a renewal", () => {
  it("is on record the first time, all leases in one row, and never again", () => {
    [0, 1].forEach((node) => kept.leases.set(node, leaseOf()));

    expect(renewed(itemOf(0), itemOf(1))).toEqual(["renewed", "renewed"]);
    expect(rows).toHaveLength(1);
    expect(renewed(itemOf(0), itemOf(1))).toEqual(["renewed", "renewed"]);
    expect(rows).toHaveLength(1);
  });

  it("brings what a task says of how far it is, told on only when it is news", () => {
    const progress = { state: "PROGRESS", meta: '{"current":1}' };

    [0, 1].forEach((node) => kept.leases.set(node, leaseOf()));

    expect(renewedNow(itemOf(0, { progress }), itemOf(1)).progressed.get(kept)).toEqual(
      new Set([0]),
    );
    expect(renewedNow(itemOf(0, { progress }), itemOf(1)).progressed.size).toBe(0);
    expect(kept.leases.get(0)).toMatchObject({ progress });
  });

  it("holds the lease for another 45 s", () => {
    kept.leases.set(0, leaseOf());
    now += LEASE_MS - 1;
    renewed(itemOf(0));
    now += LEASE_MS - 1;
    lostWorkers().settle();

    expect(kept.run.nodes[0]?.transport.deliveries).toBe(0);
    expect(lostWorkers().nextAt).toBe(NOW + 2 * LEASE_MS - 1);
  });

  it("tells of a lease that nobody here knows: it was taken before the object was loaded", () => {
    expect(renewed(itemOf(0))).toEqual(["renewed"]);
    expect(kept.leases.get(0)).toMatchObject({ claimId: "claim", startedAt: NOW });
  });

  it("moves the lease from the message to a runner, on record", () => {
    kept.leases.set(0, leaseOf());

    expect(renewed(itemOf(0, { messageId: null }))).toEqual(["renewed"]);
    expect(kept.run.nodes[0]?.transport.holder).toMatchObject({ messageId: null });
  });

  it("does not take the lease from another holder", () => {
    kept.leases.set(0, leaseOf({ claimId: "other" }));

    expect(renewed(itemOf(0))).toEqual(["held"]);
    expect(kept.leases.get(0)?.claimId).toBe("other");
  });

  it("is told what ended meanwhile, and how", () => {
    succeed(kept, 0);
    happen(kept, decideRevoke(kept.run, 1));
    happen(kept, decideRevoke(kept.run, 2, true));

    expect(
      renewed(itemOf(0), itemOf(1), itemOf(2), itemOf(9), itemOf(0, { run: "another" })),
    ).toEqual(["over", "revoked", "terminated", "over", "over"]);
    expect(kept.leases.size).toBe(0);
  });

  it("is told to stop when what was revoked before is terminated too", () => {
    happen(kept, decideRevoke(kept.run, null));
    happen(kept, decideRevoke(kept.run, null, true));

    expect(renewed(itemOf(0))).toEqual(["terminated"]);
    expect(decideRevoke(kept.run, null, true)).toEqual([]);
  });
});

describe("a lease that nobody renews", () => {
  it("runs out, and its task is sent again", () => {
    kept.leases.set(0, leaseOf());
    now += LEASE_MS;
    lostWorkers().settle();

    expect(rows).toEqual([[{ kind: "redelivered", nodes: [[0, 0]] }]]);
    expect(kept.leases.size).toBe(0);
  });

  it("is the end of a task that must not run twice", () => {
    kept.leases.set(2, leaseOf());
    now += LEASE_MS;
    lostWorkers().settle();

    expect(kept.run.nodes[2]).toMatchObject({ status: "FAILURE", startedAt: NOW });
    expect(dead).toMatchObject([{ node: 2, reason: "worker_lost" }]);
  });

  it("is forgotten where there is nothing to send again: nobody looks for it for ever", () => {
    retry(kept, 0, "in a minute");
    kept.leases.set(0, leaseOf());
    now += LEASE_MS;
    lostWorkers().settle();

    expect(rows).toEqual([]);
    expect(lostWorkers().nextAt).toBeUndefined();
  });

  it("is known after a load when it was renewed before, and then has 20 s", () => {
    [0, 1].forEach((node) => kept.leases.set(node, leaseOf()));
    renewed(itemOf(0));
    loadAgain();

    expect([...kept.leases.keys()]).toEqual([0]);
    expect(lostWorkers().nextAt).toBe(now + 20_000);
  });

  it("has 45 s after a load where it would be the end of its task", () => {
    kept.leases.set(2, leaseOf());
    renewed(itemOf(2));
    loadAgain();

    expect(lostWorkers().nextAt).toBe(now + LEASE_MS);
  });
});

function loadAgain(): void {
  kept.leases.clear();
  now += 1000;
  restoreLeases(kept, now);
}
