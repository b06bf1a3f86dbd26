import { expect, test } from "vitest";

import { parseRate } from "../../../shared/policy/rate.ts";
import cases from "../../cases/celery/rate_backoff_5.6.3.json" with { type: "json" };

test.each(cases.rate)("$rate is what it is in Celery", ({ rate, per_second, error }) => {
  expect(parseRate(rate)).toEqual(
    error === undefined
      ? { ok: true, perSecond: per_second }
      : {
          ok: false,
          message: `Expected a rate such as 10, "10/s", "10/m" or "10/h"; got "${rate}".`,
        },
  );
});

test.each([
  "-1/s",
  "1/s/s",
  "Infinity",
  "1e999",
  "9".repeat(400),
  " ",
  -1,
  Number.NaN,
  1e300 * 1e10,
])("%s is refused", (rate) => {
  expect(parseRate(rate)).toMatchObject({ ok: false });
});
