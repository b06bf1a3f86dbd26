import { describe, expect, it } from "vitest";

import { type Lease, isHeld, isRunning } from "../../../shared/engine/leases.ts";

const NOW = 1_000_000;
const CONSUMER_MS = 15 * 60_000;

const lease: Lease = { attempt: 2, messageId: "first", deliveries: 3, startedAt: NOW };
const claim = { attempt: 2, messageId: "first", deliveries: 3 };

describe("a lease holds off", () => {
  it("another message for the same execution", () => {
    expect(isHeld(lease, { ...claim, messageId: "second", deliveries: 9 }, NOW)).toBe(true);
  });

  it("an older delivery of its own message", () => {
    expect(isHeld(lease, { ...claim, deliveries: 2 }, NOW)).toBe(true);
  });

  it("until the last millisecond that a consumer can live", () => {
    const other = { ...claim, messageId: "second" };

    expect(isHeld(lease, other, NOW + CONSUMER_MS - 1)).toBe(true);
    expect(isHeld(lease, other, NOW + CONSUMER_MS)).toBe(false);
  });
});

describe("a lease gives way", () => {
  it("to nobody's claim before it: there is none", () => {
    expect(isHeld(undefined, claim, NOW)).toBe(false);
  });

  it("to the same delivery: its consumer asks again because the answer got lost", () => {
    expect(isHeld(lease, claim, NOW)).toBe(false);
  });

  it("to a newer delivery of the same message: its consumer died", () => {
    expect(isHeld(lease, { ...claim, deliveries: 4 }, NOW)).toBe(false);
  });

  it("to another attempt: it was for an execution that is over", () => {
    expect(isHeld(lease, { ...claim, attempt: 3, messageId: "second" }, NOW)).toBe(false);
  });
});

describe("a task counts as running", () => {
  it("while its lease is younger than a consumer can be", () => {
    expect(isRunning(undefined, NOW)).toBe(false);
    expect(isRunning(lease, NOW + CONSUMER_MS - 1)).toBe(true);
    expect(isRunning(lease, NOW + CONSUMER_MS)).toBe(false);
  });
});
