import { describe, expect, test } from "vitest";

import { type RetryTerms, decideRetry } from "../../../shared/policy/retry.ts";

const NOW = Date.UTC(2026, 0, 1);

function terms(overrides: Partial<RetryTerms> = {}): RetryTerms {
  return { retries: 0, maxRetries: 3, defaultDelaySeconds: 180, now: NOW, ...overrides };
}

describe("a retry comes", () => {
  test("after the task's default delay when nothing is said", () => {
    expect(decideRetry({}, terms())).toEqual({ kind: "retry", delayMs: 180_000 });
  });

  test("after its countdown, fractions of a second included", () => {
    expect(decideRetry({ countdown: 0.25 }, terms())).toEqual({ kind: "retry", delayMs: 250 });
    expect(decideRetry({ countdown: 0 }, terms())).toEqual({ kind: "retry", delayMs: 0 });
  });

  test("at its eta", () => {
    expect(decideRetry({ eta: new Date(NOW + 60_000) }, terms())).toEqual({
      kind: "retry",
      delayMs: 60_000,
    });
  });

  test("at once when its eta has passed", () => {
    expect(decideRetry({ eta: new Date(0) }, terms())).toEqual({ kind: "retry", delayMs: 0 });
  });

  test("in the year 9999 when that is its eta", () => {
    const eta = new Date("9999-12-31T23:59:59.999Z");

    expect(decideRetry({ eta }, terms())).toEqual({
      kind: "retry",
      delayMs: eta.getTime() - NOW,
    });
  });
});

describe("the last retry", () => {
  test.each([
    [0, 0, "exhausted"],
    [2, 3, "retry"],
    [3, 3, "exhausted"],
    [1_000_000, null, "retry"],
  ])("after %i retries of %s it is: %s", (retries, maxRetries, kind) => {
    expect(decideRetry({}, terms({ retries, maxRetries }))).toMatchObject({ kind });
  });

  test("is the request's own when it names one", () => {
    const used = terms({ retries: 3 });

    expect(decideRetry({ maxRetries: 4 }, used)).toMatchObject({ kind: "retry" });
    expect(decideRetry({ maxRetries: null }, used)).toMatchObject({ kind: "retry" });
    expect(decideRetry({ maxRetries: 0 }, terms())).toEqual({ kind: "exhausted" });
  });
});

test.each([
  [
    { countdown: -1 },
    "retry() countdown: expected seconds from 0 to the end of the year 9999; got -1.",
  ],
  [{ countdown: Number.NaN }, "got NaN"],
  [{ countdown: 1e300 }, "got 1e+300"],
  [{ eta: new Date(Number.NaN) }, "retry() eta: expected a valid date up to the year 9999."],
  [{ eta: new Date("+010000-01-01T00:00:00Z") }, "retry() eta: expected a valid date"],
  [{ countdown: 1, eta: new Date(NOW) }, "retry() takes a countdown or an eta, not both."],
  [
    { maxRetries: -1 },
    "retry() maxRetries: expected a whole number from 0, or null for ever; got -1.",
  ],
  [{ maxRetries: 1.5 }, "got 1.5"],
])("%j makes no sense, and the message says why", (request, message) => {
  expect(decideRetry(request, terms())).toEqual({
    kind: "invalid",
    message: expect.stringContaining(message),
  });
});
