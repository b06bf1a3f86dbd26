import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  decodeDelta,
  decodeNode,
  deltaRow,
  encodeDelta,
  encodeNode,
  nodeRows,
} from "../../../shared/engine/codec.ts";
import type { Delta, Fact } from "../../../shared/engine/delta.ts";
import type { Plan } from "../../../shared/engine/plan.ts";
import { NODE_STATUSES, type NodeState, WAITING } from "../../../shared/engine/run.ts";
import { SMOOTH } from "../../../shared/engine/transport.ts";

const time = fc.nat({ max: 2 ** 31 });
const node = fc.nat({ max: 200_000 });
const place = { pack: fc.nat(), offset: fc.nat(), bytes: fc.nat() };
const value = fc.oneof(fc.json(), fc.record(place), fc.record({ ...place, stored: fc.nat() }));
const error = fc.record({
  type: fc.string(),
  message: fc.string(),
  traceback: fc.option(fc.string()),
});
const holder = fc.record({
  claimId: fc.string(),
  messageId: fc.option(fc.string()),
  deliveries: fc.nat(),
  startedAt: time,
});
const ranges = fc.array(fc.tuple(node, node), { maxLength: 3 });

/** Stored beside the deltas. */
const PUT: Plan = { nodes: [], gates: [], output: 0, lone: true, fragments: [] };

const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.constant({ kind: "started" as const }),
  fc.record({
    kind: fc.constantFrom(
      "sent",
      "revoked",
      "terminated",
      "due",
      "expired",
      "redelivered",
      "resent",
    ),
    nodes: ranges,
  }),
  fc.record({
    kind: fc.constant("released"),
    node,
    at: time,
    isCounted: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("leased"), node, holder, deliveries: fc.nat() }),
  fc.record({ kind: fc.constant("retried"), node, startedAt: time, error, dueAt: time }),
  fc.record({ kind: fc.constant("succeeded"), node, startedAt: time, value }),
  fc.record({ kind: fc.constant("failed"), node, startedAt: time, error }),
  fc.record({ kind: fc.constant("ignored"), node, startedAt: time }),
  fc.record({
    kind: fc.constant("expanded"),
    node,
    startedAt: time,
    fragment: fc.nat(),
    plan: fc.constant(PUT),
  }),
  fc.record({
    kind: fc.constant("restarted"),
    nodes: ranges,
    edited: fc.option(fc.record({ node, call: value, isWhole: fc.boolean() })),
  }),
);

const delta: fc.Arbitrary<Delta> = fc.record({
  run: fc.string(),
  at: time,
  facts: fc.array(fact, { maxLength: 5 }),
});

const state: fc.Arbitrary<NodeState> = fc.record({
  status: fc.constantFrom(...NODE_STATUSES),
  attempt: fc.nat(),
  retries: fc.nat(),
  queuedAt: time,
  dueAt: time,
  expiresAt: time,
  sentAt: time,
  startedAt: time,
  finishedAt: time,
  value: fc.option(value),
  error: fc.option(error),
  edited: fc.option(fc.record({ call: value, isWhole: fc.boolean() })),
  past: fc.array(
    fc.record({ queuedAt: time, startedAt: time, finishedAt: time, error: fc.option(error) }),
    { maxLength: 3 },
  ),
  transport: fc.oneof(
    fc.constant(SMOOTH),
    fc.record({
      deliveries: fc.nat(),
      resends: fc.nat(),
      holder: fc.option(holder),
      isGated: fc.boolean(),
    }),
  ),
  by: fc.option(fc.integer()),
});

describe("what is stored", () => {
  it("of a delta is read back as it was", () => {
    fc.assert(
      fc.property(delta, (each) => {
        expect(decodeDelta(deltaRow.parse(stored(encodeDelta(each))), () => PUT)).toEqual(each);
      }),
    );
  });

  it("of nodes is read back as it was", () => {
    fc.assert(
      fc.property(fc.array(state), (states) => {
        expect(nodeRows.parse(stored(states.map(encodeNode))).map(decodeNode)).toEqual(states);
      }),
    );
  });

  it("of a node that waits is next to nothing, and the one shared state again", () => {
    expect(JSON.stringify(encodeNode(WAITING))).toBe("[0]");
    expect(decodeNode(encodeNode(WAITING))).toBe(WAITING);
  });

  it("of a small result is less than 100 characters", () => {
    const at = 1_700_000_000_000;
    const done = {
      ...WAITING,
      status: "SUCCESS",
      attempt: 1,
      queuedAt: at,
      sentAt: at,
      startedAt: at,
      finishedAt: at,
      value: "4",
    } as const;

    expect(JSON.stringify(encodeNode(done)).length).toBeLessThan(100);
  });
});

describe("what newer code stored", () => {
  it("is refused where it is a status that this code does not know, not taken for another", () => {
    const [, ...rest] = encodeNode({ ...WAITING, status: "SENT" });

    expect(nodeRows.safeParse([[NODE_STATUSES.length - 1, ...rest]]).success).toBe(true);
    expect(nodeRows.safeParse([[NODE_STATUSES.length, ...rest]]).success).toBe(false);
    expect(nodeRows.safeParse([[NODE_STATUSES.indexOf("SENT")]]).success).toBe(false);
  });

  it("is refused where it is a fact that this code does not know", () => {
    expect(deltaRow.safeParse(["run", 1, [["vanished", 3]]]).success).toBe(false);
  });
});

function stored(row: unknown): unknown {
  return JSON.parse(JSON.stringify(row));
}
