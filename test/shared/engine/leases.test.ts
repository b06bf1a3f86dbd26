import { describe, expect, it } from "vitest";

import { isRunning, judgeClaim, lease, restoredLease } from "../../../shared/engine/leases.ts";

const NOW = 1_000_000;
const LEASE_MS = 45_000;

const holder = { claimId: "first", messageId: "m", deliveries: 3, startedAt: NOW };
const held = lease(holder, 2, NOW);
const claim = { claimId: "second", attempt: 2, messageId: "m", deliveries: 3 };

describe("a lease holds off", () => {
  it("another message for the same execution", () => {
    expect(judgeClaim(held, { ...claim, messageId: "other", deliveries: 9 }, NOW)).toBe("held");
  });

  it("an older delivery of its own message, and a copy of the same one", () => {
    expect(judgeClaim(held, { ...claim, deliveries: 2 }, NOW)).toBe("held");
    expect(judgeClaim(held, claim, NOW)).toBe("held");
  });

  it("a newer delivery of the message by which it came, once a runner has it", () => {
    const moved = lease({ ...holder, messageId: null }, 2, NOW);

    expect(judgeClaim(moved, { ...claim, deliveries: 4 }, NOW)).toBe("held");
  });
});

describe("a lease gives way", () => {
  it("to any claim where there is none", () => {
    expect(judgeClaim(undefined, claim, NOW)).toBe("free");
  });

  it("to the claim that got it: its answer got lost", () => {
    expect(judgeClaim(held, { ...claim, claimId: "first" }, NOW)).toBe("free");
  });

  it("to another attempt: it was for an execution that is over", () => {
    expect(judgeClaim(held, { ...claim, attempt: 3 }, NOW)).toBe("free");
  });
});

describe("a lease proves that its worker died", () => {
  it("when its message is delivered once more", () => {
    expect(judgeClaim(held, { ...claim, deliveries: 4 }, NOW)).toBe("lost");
  });

  it("when nobody renewed it in time", () => {
    const other = { ...claim, messageId: "other" };

    expect(judgeClaim(held, other, NOW + LEASE_MS - 1)).toBe("held");
    expect(judgeClaim(held, other, NOW + LEASE_MS)).toBe("lost");
  });
});

describe("a task counts as running", () => {
  it("while its lease lasts", () => {
    expect(isRunning(undefined, NOW)).toBe(false);
    expect(isRunning(held, NOW + LEASE_MS - 1)).toBe(true);
    expect(isRunning(held, NOW + LEASE_MS)).toBe(false);
  });

  it("for 20 s after a load, unless its lease is renewed", () => {
    const restored = restoredLease(holder, 2, { now: NOW, isLast: false });

    expect(isRunning(restored, NOW + 19_999)).toBe(true);
    expect(isRunning(restored, NOW + 20_000)).toBe(false);
  });

  it("for a whole lease after a load, if its death would be the end of it", () => {
    const restored = restoredLease(holder, 2, { now: NOW, isLast: true });

    expect(isRunning(restored, NOW + LEASE_MS - 1)).toBe(true);
    expect(isRunning(restored, NOW + LEASE_MS)).toBe(false);
  });
});
