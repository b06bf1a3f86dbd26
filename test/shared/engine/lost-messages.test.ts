import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { LOOK_MS, isLost, look } from "../../../shared/engine/lost-messages.ts";

/** What is known of the queue after looks at these times, with so many messages in it. */
function after(
  ...looks: readonly (readonly [at: number, backlog: number])[]
): Parameters<typeof isLost>[1] {
  let seen: Parameters<typeof look>[0] = new Map();

  for (const [at, backlog] of looks) {
    seen = look(seen, new Map([["default", backlog]]), at);
  }

  return seen.get("default");
}

describe("a message is lost", () => {
  it("when its queue was empty at two looks 10 s apart, both after it was sent", () => {
    expect(isLost(99, after([100, 0], [100 + LOOK_MS, 0]))).toBe(true);
  });

  it("when it was sent while an earlier message was already being missed", () => {
    const looks = [100, 100 + LOOK_MS, 100 + 2 * LOOK_MS].map((at) => [at, 0] as const);

    expect(isLost(101, after(...looks.slice(0, 2)))).toBe(false);
    expect(isLost(101, after(...looks))).toBe(true);
  });
});

describe("a message is not lost", () => {
  it("after one look, however late", () => {
    expect(isLost(0, after([LOOK_MS * 100, 0]))).toBe(false);
  });

  it("after two looks that are less than 10 s apart", () => {
    expect(isLost(99, after([100, 0], [99 + LOOK_MS, 0]))).toBe(false);
  });

  it("when it was sent after the first of the two looks", () => {
    expect(isLost(100, after([100, 0], [100 + LOOK_MS, 0]))).toBe(false);
  });

  it("when the queue was not empty in between", () => {
    expect(isLost(99, after([100, 0], [100 + LOOK_MS, 7], [100 + 2 * LOOK_MS, 0]))).toBe(false);
  });

  it("when a look did not ask for its queue: what was seen before no longer counts", () => {
    const seen = look(look(new Map(), new Map([["default", 0]]), 100), new Map(), 200);

    expect(look(seen, new Map([["default", 0]]), 100 + LOOK_MS).get("default")).toEqual(
      after([100 + LOOK_MS, 0]),
    );
  });

  it("for its age alone: hours of backlog prove nothing", () => {
    const backlogs = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 2 });

    fc.assert(
      fc.property(backlogs, (waiting) => {
        const looks = waiting.map((backlog, index) => [index * 3_600_000, backlog] as const);

        expect(isLost(0, after(...looks))).toBe(false);
      }),
    );
  });
});
