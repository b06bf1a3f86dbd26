import { describe, expect, it } from "vitest";

import { ApiError } from "../../../web/api/api-error.ts";
import { shouldRetry } from "../../../web/api/query-client.ts";

describe("shouldRetry", () => {
  it.each([0, 500, 503])("tries status %i again, but not for ever", (status) => {
    const error = new ApiError(status, "It failed");

    expect([0, 1, 2].map((failures) => shouldRetry(failures, error))).toEqual([true, true, false]);
  });

  it.each([400, 401, 404, 422])("takes status %i as the answer", (status) => {
    expect(shouldRetry(0, new ApiError(status, "No"))).toBe(false);
  });

  it("does not repeat what failed for a bug of the page", () => {
    expect(shouldRetry(0, new TypeError("x is undefined"))).toBe(false);
  });
});
