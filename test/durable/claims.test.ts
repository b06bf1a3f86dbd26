import { beforeEach, describe, expect, it } from "vitest";

import { type Claimed, claim } from "../../durable/claims.ts";
import type { Decision } from "../../durable/decision.ts";
import type { KeptRun } from "../../durable/kept-run.ts";
import { PackStore } from "../../durable/pack-store.ts";
import { Queries } from "../../durable/queries.ts";
import { type ClaimItem, type ClaimRequest, RPC_VERSION } from "../../shared/wire/rpc.ts";
import { chain, group, s, withOptions } from "../reference/signatures.ts";
import { withSql } from "./fresh-sql.ts";
import { NOW, happen, retry, started, succeed } from "./kept.ts";

const LEASE_MS = 45_000;

/** What claims decided, as it would be written. */
let written: Decision[];
let claims: number;

beforeEach(() => {
  written = [];
  claims = 0;
});

function itemOf(kept: KeptRun, node: number, change: Partial<ClaimItem> = {}): ClaimItem {
  return {
    run: kept.run.id,
    node,
    attempt: 1,
    wantsCall: false,
    messageId: `message ${node}`,
    deliveries: 1,
    ...change,
  };
}

interface Claimant extends Partial<Pick<ClaimRequest, "claimId" | "isAlone">> {
  readonly now?: number;
}

/** Claims what this shard knows: for a batch of many, unless it says otherwise. */
async function claimed(
  known: readonly KeptRun[],
  items: readonly ClaimItem[],
  { now = NOW, ...claimant }: Claimant = {},
): Promise<Claimed> {
  claims += 1;
  const request = {
    v: RPC_VERSION,
    claimId: `claim ${claims}`,
    isAlone: false,
    ...claimant,
    items,
  } as const;

  return withSql((sql) =>
    claim(request, {
      find: (id) => known.find(({ run }) => run.id === id),
      queries: new Queries(new PackStore(sql)),
      record(decisions) {
        for (const decision of decisions.filter(({ facts }) => facts.length > 0)) {
          written.push(decision);
          happen(decision.kept, decision.facts, { at: now });
        }
      },
      now,
    }),
  );
}

const granted = { limits: {}, retries: 0, startedAt: NOW, staysAlone: false };

describe("a claim", () => {
  it("is granted in the order asked, with a lease for what was granted", async () => {
    const kept = started(group(s("echo", "a"), s("echo", "b")));
    const lone = started(s("echo"));
    const { grants, leased } = await claimed(
      [kept, lone],
      [itemOf(kept, 1, { wantsCall: true }), itemOf(lone, 0), itemOf(kept, 7), itemOf(kept, 0)],
    );

    expect(grants).toEqual([
      { ...granted, kind: "run", taskId: `${kept.run.id}.1`, call: '[["b"],{}]' },
      { ...granted, kind: "run", taskId: lone.run.id, call: null },
      { kind: "skip", why: "unknown" },
      { ...granted, kind: "run", taskId: `${kept.run.id}.0`, call: null },
    ]);
    expect(leased).toEqual(
      new Map([
        [kept, new Set([1, 0])],
        [lone, new Set([0])],
      ]),
    );
    expect(kept.leases.get(1)).toMatchObject({ messageId: "message 1", startedAt: NOW });
  });

  it("changes nothing of the run, so that it costs no row", async () => {
    const kept = started(group(s("echo")));
    const before = structuredClone(kept.run.nodes);

    await claimed([kept], [itemOf(kept, 0)]);

    expect(kept.run.nodes).toEqual(before);
    expect(written).toEqual([]);
  });

  it("is refused, without a lease, for what is not there, over, of another attempt, or waits for its time", async () => {
    const kept = started(chain(s("echo"), s("echo")));
    const later = started(s("echo"));

    succeed(kept, 0);
    retry(later, 0, "in a minute");

    const { grants, leased } = await claimed(
      [kept, later],
      [
        itemOf(started(s("echo")), 0),
        itemOf(kept, 2),
        itemOf(kept, 0),
        itemOf(kept, 1, { attempt: 2 }),
        itemOf(later, 0, { attempt: 2 }),
      ],
    );

    expect(grants.map((grant) => grant.kind === "skip" && grant.why)).toEqual([
      "unknown",
      "unknown",
      "final",
      "stale",
      "stale",
    ]);
    expect(leased.size).toBe(0);
    expect(kept.leases.size).toBe(0);
  });

  it("is refused to a second message, also in one batch", async () => {
    const kept = started(group(s("echo")));
    const { grants } = await claimed(
      [kept],
      [itemOf(kept, 0, { messageId: "first" }), itemOf(kept, 0, { messageId: "second" })],
    );

    expect(grants).toMatchObject([{ kind: "run" }, { kind: "skip", why: "leased" }]);
    expect(kept.leases.get(0)?.messageId).toBe("first");
  });

  it("is refused to a copy of the message, and granted again when it is only repeated", async () => {
    const kept = started(group(s("echo")));
    const first = await claimed([kept], [itemOf(kept, 0)], { claimId: "mine" });
    const copy = await claimed([kept], [itemOf(kept, 0)], { now: NOW + 5 });
    const repeated = await claimed([kept], [itemOf(kept, 0)], { claimId: "mine", now: NOW + 9 });

    expect(copy.grants).toEqual([{ kind: "skip", why: "leased" }]);
    expect(repeated.grants).toEqual(first.grants);
  });
});

describe("a message delivered once more, after its consumer died", () => {
  it("does not run among others: its task is sent again to run alone", async () => {
    const kept = started(group(s("echo"), s("echo")));

    await claimed([kept], [itemOf(kept, 0), itemOf(kept, 1)]);
    const { grants } = await claimed(
      [kept],
      [itemOf(kept, 0, { deliveries: 2 }), itemOf(kept, 1, { deliveries: 2 })],
    );

    expect(grants).toEqual([
      { kind: "skip", why: "alone" },
      { kind: "skip", why: "alone" },
    ]);
    expect(written.map(({ facts }) => facts)).toEqual([[{ kind: "redelivered", nodes: [[0, 1]] }]]);
    expect(kept.leases.size).toBe(0);
  });

  it("takes the lease at once where it is alone, on record before the answer", async () => {
    const kept = started(group(s("echo")));

    await claimed([kept], [itemOf(kept, 0)]);
    const { grants } = await claimed([kept], [itemOf(kept, 0, { deliveries: 2 })], {
      isAlone: true,
      now: NOW + 5,
    });

    expect(grants).toMatchObject([{ kind: "run", staysAlone: true }]);
    expect(kept.leases.get(0)).toMatchObject({ deliveries: 2, startedAt: NOW + 5 });
    expect(kept.run.nodes[0]?.transport).toMatchObject({
      deliveries: 1,
      holder: { claimId: "claim 2" },
    });
  });

  it("is the last delivery when it is the third that came to nothing", async () => {
    const kept = started(group(s("echo")));

    for (let deliveries = 1; deliveries <= 3; deliveries += 1) {
      const { grants } = await claimed([kept], [itemOf(kept, 0, { deliveries })], {
        isAlone: true,
      });

      expect(grants[0]?.kind).toBe("run");
    }

    await claimed([kept], [itemOf(kept, 0, { deliveries: 4 })], { isAlone: true });

    expect(kept.run.nodes[0]).toMatchObject({
      status: "FAILURE",
      error: { type: "WorkerLostError" },
    });
    expect(written.at(-1)?.dead).toMatchObject([{ node: 0, reason: "worker_lost" }]);
  });

  it("counts as lost also when the lease ran out before the alarm saw it", async () => {
    const kept = started(group(s("echo")));

    await claimed([kept], [itemOf(kept, 0)]);
    await claimed([kept], [itemOf(kept, 0, { messageId: "other" })], { now: NOW + LEASE_MS });

    expect(kept.run.nodes[0]?.transport.deliveries).toBe(1);
  });

  it("has its lease written where nobody knows of an earlier one: what killed its consumer may have killed this object", async () => {
    const kept = started(group(s("echo")));
    const { grants } = await claimed([kept], [itemOf(kept, 0, { deliveries: 2 })]);

    expect(grants[0]?.kind).toBe("run");
    expect(kept.run.nodes[0]?.transport).toMatchObject({
      deliveries: 0,
      holder: { deliveries: 2 },
    });
  });
});

describe("what lost its worker", () => {
  it("is refused to a message of earlier days that would run it among others", async () => {
    const kept = started(group(s("echo")));

    happen(kept, [{ kind: "redelivered", nodes: [[0, 0]] }]);

    expect((await claimed([kept], [itemOf(kept, 0)])).grants).toEqual([
      { kind: "skip", why: "alone" },
    ]);
    expect((await claimed([kept], [itemOf(kept, 0)], { isAlone: true })).grants).toMatchObject([
      { kind: "run", staysAlone: true },
    ]);
  });
});

describe("a task that must not run twice", () => {
  it("has its lease written before the claim is answered, and its neighbours have not", async () => {
    const kept = started(group(withOptions(s("echo"), { acks_late: false }), s("echo")));

    await claimed([kept], [itemOf(kept, 0), itemOf(kept, 1)]);

    expect(written.map(({ facts }) => facts)).toMatchObject([[{ kind: "leased", node: 0 }]]);
    expect(kept.run.nodes[0]?.transport.holder).toMatchObject({ messageId: "message 0" });
  });

  it("fails when its message is delivered once more, also where it would be alone", async () => {
    const kept = started(group(withOptions(s("echo"), { acks_late: false })));

    await claimed([kept], [itemOf(kept, 0)]);
    const { grants } = await claimed([kept], [itemOf(kept, 0, { deliveries: 2 })], {
      isAlone: true,
    });

    expect(grants[0]?.kind).toBe("skip");
    expect(kept.run.nodes[0]).toMatchObject({
      status: "FAILURE",
      error: { type: "WorkerLostError" },
      startedAt: NOW,
    });
  });
});

describe("calls that do not fit into one answer", () => {
  it("are left to be fetched, and smaller ones after them still fit", async () => {
    const large = started(
      group(...Array.from({ length: 5 }, () => s("echo", "x".repeat(1_800_000)))),
    );
    const small = started(s("echo", "small"));
    const { grants } = await claimed(
      [large, small],
      [
        ...[0, 1, 2, 3, 4].map((node) => itemOf(large, node, { wantsCall: true })),
        itemOf(small, 0, { wantsCall: true }),
      ],
    );

    expect(grants.map((grant) => grant.kind === "run" && grant.call?.length)).toEqual([
      1_800_009,
      1_800_009,
      1_800_009,
      1_800_009,
      undefined,
      14,
    ]);
  });
});
