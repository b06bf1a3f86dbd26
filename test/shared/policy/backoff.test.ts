import { assert, integer, nat, property } from "fast-check";
import { describe, expect, test } from "vitest";

import { backoffSeconds } from "../../../shared/policy/backoff.ts";
import cases from "../../cases/celery/rate_backoff_5.6.3.json" with { type: "json" };

function never(): number {
  throw new Error("No dice were needed.");
}

test.each(cases.backoff)(
  "factor $factor up to $maximum s after $retries retries is $countdown_without_jitter s, as Celery's",
  ({ factor, retries, maximum, countdown_without_jitter }) => {
    expect(backoffSeconds(retries, { factor, maximum, jitter: false }, never)).toBe(
      countdown_without_jitter,
    );
  },
);

describe("jitter", () => {
  const policy = { factor: 4, maximum: 600, jitter: true };

  test("reaches 0 and the whole backoff, each as likely as what is between", () => {
    const seconds = [0, 0.199, 0.2, 0.5, 0.799, 0.8, 1 - Number.EPSILON].map((random) =>
      backoffSeconds(0, policy, () => random),
    );

    expect(seconds).toEqual([0, 0, 1, 2, 3, 4, 4]);
  });

  test("is a whole number of seconds that never exceeds the cap, however many retries there were", () => {
    assert(
      property(nat(5000), integer({ min: 0, max: 2 ** 30 - 1 }), (retries, dice) => {
        const seconds = backoffSeconds(retries, policy, () => dice / 2 ** 30);

        expect(Number.isInteger(seconds)).toBe(true);
        expect(seconds).toBeGreaterThanOrEqual(0);
        expect(seconds).toBeLessThanOrEqual(600);
      }),
    );
  });
});
