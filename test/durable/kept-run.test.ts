import { describe, expect, it } from "vitest";

import { NODES_PER_PART, changed, changedSince } from "../../durable/kept-run.ts";
import { group, s } from "../reference/signatures.ts";
import { planFrom } from "../support/hand-run.ts";
import { started, submitted, succeed, leaseOf } from "./kept.ts";

function times(count: number): ReturnType<typeof s>[] {
  return Array.from({ length: count }, () => s("echo"));
}

describe("a run that was submitted", () => {
  it.each([
    ["a lone task with small arguments", s("echo", 1), true],
    ["a lone task with large ones", s("echo", "x".repeat(3000)), false],
    ["a lone task with a callback", { ...s("echo"), options: { link: [s("echo")] } }, false],
    ["a canvas of one task", group(s("echo")), false],
  ])("shares a row with others only as a small lone task: %s", (_, canvas, isBucketed) => {
    expect(submitted(planFrom(canvas)).isBucketed).toBe(isBucketed);
  });
});

describe("what a watcher missed", () => {
  const three = group(...times(3));

  it("is what changed with later rows, once each", () => {
    const kept = started(three);

    kept.history.length = 0;
    succeed(kept, 0, "1", 5);
    succeed(kept, 1, "1", 6);
    changed(kept, 7, new Set([0, 2]));

    expect([...(changedSince(kept, 5) ?? [])]).toEqual([1, 0, 2]);
    expect([...(changedSince(kept, 6) ?? [])]).toEqual([0, 2]);
    expect([...(changedSince(kept, 7) ?? [])]).toEqual([]);
  });

  it("is not known from before the oldest row that is remembered", () => {
    const kept = started(three);

    kept.history.length = 0;
    expect(changedSince(kept, 5)).toBeNull();
    changed(kept, 5, new Set([0]));
    expect(changedSince(kept, 4)).toBeNull();
    expect(changedSince(kept, 5)).toEqual(new Set());
  });

  it("is forgotten row by row, so that a long run does not fill memory", () => {
    const kept = started(three);

    for (let seq = 1; seq <= 1000; seq += 1) {
      changed(kept, seq, new Set([seq % 3]));
    }

    expect(changedSince(kept, 900)).toBeNull();
    expect(changedSince(kept, 999)).toEqual(new Set([1]));
    expect(kept.history.length).toBeLessThan(100);
  });

  it("includes what runs: no row tells of it", () => {
    const kept = started(three);

    kept.leases.set(2, leaseOf());

    expect(changedSince(kept, 1)).toEqual(new Set([2]));
  });
});

describe("parts that a checkpoint has to write", () => {
  it("are those of the nodes that changed", () => {
    const kept = started(group(...times(3 * NODES_PER_PART)));

    kept.dirtyParts.clear();
    succeed(kept, 0);
    succeed(kept, NODES_PER_PART - 1);
    succeed(kept, 2 * NODES_PER_PART);

    expect(kept.dirtyParts).toEqual(new Set([0, 2]));
    expect(kept.isDirty).toBe(true);
  });
});

describe("a lease", () => {
  it("ends with its task, and with no other", () => {
    const kept = started(group(...times(3)));
    const lease = leaseOf();

    [0, 1, 2].forEach((node) => kept.leases.set(node, lease));
    succeed(kept, 1);

    expect([...kept.leases.keys()]).toEqual([0, 2]);
  });
});
