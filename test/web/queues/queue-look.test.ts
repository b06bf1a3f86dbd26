import { expect, it } from "vitest";

import type { QueueView } from "../../../shared/wire/gate.ts";
import { heldWords, lookOf, waitsLong } from "../../../web/queues/queue-look.ts";

it.each([
  [{}, "Active"],
  [{ rate_limit: "10/m" }, "Limited"],
  [{ concurrency: 1 }, "Limited"],
  [{ concurrency: 1, paused: true }, "Paused"],
])("a queue with %j is %s", (limits, word) => {
  expect(lookOf(queueWith(limits)).word).toBe(word);
});

it.each([
  [null, false],
  [59.9, false],
  [60, true],
])("what waits %j s is long: %j", (oldest, isLong) => {
  expect(waitsLong(queueWith({ oldest_waiting_s: oldest }))).toBe(isLong);
});

it("what is held is told with what holds it, and nothing where nothing is", () => {
  const held = { paused: 0, rate: 1200, concurrency: 0, key: 2 };

  expect(heldWords(queueWith({ held }))).toBe("1,200 held: rate, 2 held: key");
  expect(heldWords(queueWith({}))).toBe("");
});

function queueWith(part: Partial<QueueView>): QueueView {
  return {
    name: "low",
    waiting: 0,
    delayed: 0,
    running: 0,
    oldest_waiting_s: null,
    held: { paused: 0, rate: 0, concurrency: 0, key: 0 },
    in_per_minute: 0,
    out_per_minute: 0,
    rate_limit: null,
    concurrency: null,
    paused: false,
    ...part,
  };
}
