import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { reconnectDelayMs } from "../../../web/live/backoff.ts";

const luck = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("reconnectDelayMs", () => {
  it("never waits longer than 15 s, however often it failed", () => {
    fc.assert(
      fc.property(fc.nat(2_000), luck, (attempt, random) => {
        expect(reconnectDelayMs(attempt, random)).toBeLessThanOrEqual(15_000);
      }),
    );
  });

  it("waits no shorter after another failure, luck aside", () => {
    fc.assert(
      fc.property(fc.nat(50), luck, (attempt, random) => {
        expect(reconnectDelayMs(attempt + 1, random)).toBeGreaterThanOrEqual(
          reconnectDelayMs(attempt, random),
        );
      }),
    );
  });

  it("spreads clients over the second half of the wait", () => {
    expect(reconnectDelayMs(0, 0)).toBe(250);
    expect(reconnectDelayMs(0, 1)).toBe(500);
  });
});
