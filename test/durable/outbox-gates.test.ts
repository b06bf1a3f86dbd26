import { beforeEach, describe, expect, it } from "vitest";

import type { KeptRun } from "../../durable/kept-run.ts";
import { Outbox } from "../../durable/outbox.ts";
import { callOf } from "../../shared/engine/call.ts";
import { readInline } from "../../shared/engine/values.ts";
import { group, s } from "../reference/signatures.ts";
import { started } from "./kept.ts";

let timers: { readonly work: () => void; readonly ms: number }[];
/** Which nodes are limited, and whether their gate can be reached. */
let limited: ReadonlySet<number>;
let isInReach: boolean;
/** Where messages went, as `queue: nodes`, and what was told of them. */
let calls: string[];
let told: string[];
let outbox: Outbox;

beforeEach(() => {
  timers = [];
  limited = new Set();
  isInReach = true;
  calls = [];
  told = [];
  outbox = new Outbox({
    send: async (queue, messages) => {
      calls.push(`${queue}: ${messages.map(({ node }) => node).join()}`);
    },
    sent: (_, nodes) => told.push(`sent ${nodes.join()}`),
    isGated: (_, node) => limited.has(node),
    admit: async (queue, batch) => {
      calls.push(`gate of ${queue}: ${batch.map(({ node }) => node).join()}`);

      if (!isInReach) {
        throw new Error("The gate cannot be reached.");
      }

      return batch.every(({ node }) => limited.has(node));
    },
    gated: (_, nodes) => told.push(`gated ${nodes.join()}`),
    callText: (kept, node) => callOf(kept.run, node, readInline),
    later: (work, ms) => timers.push({ work, ms }),
    failed: () => undefined,
  });
});

function addAll(kept: KeptRun): void {
  outbox.add(kept, [...kept.run.nodes.keys()]);
}

function echoes(count: number): KeptRun {
  return started(group(...Array.from({ length: count }, () => s("echo", "x"))));
}

/** Everything that can happen within `ms`, happens. */
async function pass(ms: number): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    const due = timers.filter((timer) => timer.ms <= ms);

    timers = timers.filter((timer) => timer.ms > ms);
    due.forEach(({ work }) => work());
    await Promise.resolve();
  }
}

describe("what is limited", () => {
  it("goes to the gate and not to the queue, and the others go beside it", async () => {
    limited = new Set([1]);
    addAll(echoes(3));
    await pass(0);

    expect(calls).toEqual(["default: 0,2", "gate of default: 1"]);
    expect(told).toEqual(["sent 0,2", "gated 1"]);
  });

  it("goes to its queue after all when the gate knows of no limit", async () => {
    limited = new Set([0, 1]);
    addAll(echoes(2));
    limited = new Set();
    await pass(0);

    expect(calls).toEqual(["gate of default: 0,1", "default: 0,1"]);
    expect(told).toEqual(["sent 0,1"]);
  });

  it("is offered again to a gate that cannot be reached", async () => {
    limited = new Set([0, 1]);
    isInReach = false;
    addAll(echoes(2));
    await pass(0);
    expect([calls.length, told]).toEqual([1, []]);
    isInReach = true;
    await pass(1000);

    expect(told).toEqual(["gated 0,1"]);
  });
});
