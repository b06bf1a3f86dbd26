import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  type Backlog,
  LOOK_MS,
  type QueueEvidence,
  isLost,
  look,
} from "../../../shared/engine/lost-messages.ts";

type Look = readonly [at: number, count: number, oldestAt?: number];

/** What is known of the queue after looks at these times, with so many messages in it. */
function after(...looks: readonly Look[]): QueueEvidence | undefined {
  let seen: Parameters<typeof look>[0] = new Map();

  for (const [at, count, oldestAt = null] of looks) {
    seen = look(seen, new Map([["default", { count, oldestAt } satisfies Backlog]]), at);
  }

  return seen.get("default");
}

/** Long enough after for patience to be no matter. */
function isLostByNow(sentAt: number, evidence: QueueEvidence | undefined): boolean {
  return isLost({ sentAt, resends: 0 }, evidence, sentAt + 10_000_000);
}

describe("a message is lost", () => {
  it("when its queue was empty at two looks 10 s apart, both after it was sent", () => {
    expect(isLostByNow(99, after([100, 0], [100 + LOOK_MS, 0]))).toBe(true);
  });

  it("when it was sent while an earlier message was already being missed", () => {
    const looks = [100, 100 + LOOK_MS, 100 + 2 * LOOK_MS].map((at) => [at, 0] as const);

    expect(isLostByNow(101, after(...looks.slice(0, 2)))).toBe(false);
    expect(isLostByNow(101, after(...looks))).toBe(true);
  });

  it("when it is over 60 s older than the oldest of its queue", () => {
    expect(isLostByNow(99_999, after([200_000, 5, 160_000]))).toBe(true);
    expect(isLostByNow(100_000, after([200_000, 5, 160_000]))).toBe(false);
  });
});

describe("a message is not lost", () => {
  it("after one look, however late", () => {
    expect(isLostByNow(0, after([LOOK_MS * 100, 0]))).toBe(false);
  });

  it("after two looks that are less than 10 s apart", () => {
    expect(isLostByNow(99, after([100, 0], [99 + LOOK_MS, 0]))).toBe(false);
  });

  it("when it was sent after the first of the two looks", () => {
    expect(isLostByNow(100, after([100, 0], [100 + LOOK_MS, 0]))).toBe(false);
  });

  it("when the queue was not empty in between", () => {
    expect(isLostByNow(99, after([100, 0], [100 + LOOK_MS, 7], [100 + 2 * LOOK_MS, 0]))).toBe(
      false,
    );
  });

  it("when a look did not ask for its queue: what was seen before no longer counts", () => {
    const empty = new Map([["default", { count: 0, oldestAt: null }]]);
    const seen = look(look(new Map(), empty, 100), new Map(), 200);

    expect(look(seen, empty, 100 + LOOK_MS).get("default")).toEqual(after([100 + LOOK_MS, 0]));
  });

  it("before it had 10 s, doubled by every message that was sent in its place", () => {
    const evidence = after([1_000_000, 0], [1_000_000 + LOOK_MS, 0]);
    const patience = [0, 1, 2, 5].map((resends) => {
      const waits = Array.from({ length: 400 }, (_, second) => second);

      return waits.find((second) => isLost({ sentAt: 0, resends }, evidence, second * 1000));
    });

    expect(patience).toEqual([10, 20, 40, 320]);
  });

  it("for its age alone: hours of backlog prove nothing", () => {
    const backlogs = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 2 });

    fc.assert(
      fc.property(backlogs, (waiting) => {
        const looks = waiting.map((backlog, index) => [index * 3_600_000, backlog, 1] as const);

        expect(isLostByNow(1, after(...looks))).toBe(false);
      }),
    );
  });
});
