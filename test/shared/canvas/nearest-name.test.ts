import { describe, expect, it } from "vitest";

import { nearestName } from "../../../shared/canvas/nearest-name.ts";

const NAMES = ["args", "kwargs", "options", "idempotency_key", "countdown", "time_limit"];

describe("a name that does not exist", () => {
  it.each([
    ["arg", "args"],
    ["countdwon", "countdown"],
    ["idempotencyKey", "idempotency_key"],
    ["Idempotency-Key", "idempotency_key"],
    ["timelimit", "time_limit"],
    ["option", "options"],
    ["agrs", "args"],
  ])("%s is taken for %s", (given, meant) => {
    expect(nearestName(given, NAMES)).toBe(meant);
  });

  it.each([["canvas"], [""], ["x".repeat(10_000)]])("%s is like none of them", (given) => {
    expect(nearestName(given, NAMES)).toBeUndefined();
  });
});
