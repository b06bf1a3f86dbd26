import { describe, expect, it } from "vitest";

import { type Claimed, claim } from "../../durable/claims.ts";
import type { KeptRun } from "../../durable/kept-run.ts";
import { PackStore } from "../../durable/pack-store.ts";
import { Queries } from "../../durable/queries.ts";
import type { ClaimItem } from "../../shared/wire/rpc.ts";
import { chain, group, s } from "../reference/signatures.ts";
import { withSql } from "./fresh-sql.ts";
import { NOW, started, succeed } from "./kept.ts";

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

/** Claims what this shard knows. */
async function claimed(
  known: readonly KeptRun[],
  items: readonly ClaimItem[],
  now = NOW,
): Promise<Claimed> {
  return withSql((sql) =>
    claim(items, {
      find: (id) => known.find(({ run }) => run.id === id),
      queries: new Queries(new PackStore(sql)),
      now,
    }),
  );
}

describe("a claim", () => {
  it("is granted in the order asked, with a lease for what was granted", async () => {
    const kept = started(group(s("echo", "a"), s("echo", "b")));
    const lone = started(s("echo"));
    const { grants, leased } = await claimed(
      [kept, lone],
      [itemOf(kept, 1, { wantsCall: true }), itemOf(lone, 0), itemOf(kept, 7), itemOf(kept, 0)],
    );

    expect(grants).toEqual([
      { kind: "run", taskId: `${kept.run.id}.1`, limits: {}, call: '[["b"],{}]', retries: 0 },
      { kind: "run", taskId: lone.run.id, limits: {}, call: null, retries: 0 },
      { kind: "skip", why: "unknown" },
      { kind: "run", taskId: `${kept.run.id}.0`, limits: {}, call: null, retries: 0 },
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
  });

  it("is refused, without a lease, for what is not there, over, or of another attempt", async () => {
    const kept = started(chain(s("echo"), s("echo")));

    succeed(kept, 0);

    const { grants, leased } = await claimed(
      [kept],
      [
        itemOf(started(s("echo")), 0),
        itemOf(kept, 2),
        itemOf(kept, 0),
        itemOf(kept, 1, { attempt: 2 }),
      ],
    );

    expect(grants.map((grant) => grant.kind === "skip" && grant.why)).toEqual([
      "unknown",
      "unknown",
      "final",
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

  it("is granted to the same message delivered again: its consumer died", async () => {
    const kept = started(group(s("echo")));

    await claimed([kept], [itemOf(kept, 0)]);
    const { grants } = await claimed([kept], [itemOf(kept, 0, { deliveries: 2 })], NOW + 5);

    expect(grants).toMatchObject([{ kind: "run" }]);
    expect(kept.leases.get(0)).toMatchObject({ deliveries: 2, startedAt: NOW + 5 });
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
