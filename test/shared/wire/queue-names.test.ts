import { describe, expect, it } from "vitest";

import { bindingOf, queueOf } from "../../../shared/wire/queue-names.ts";

describe("a queue's binding", () => {
  it.each([
    ["payments", "QUEUE_PAYMENTS"],
    ["big-jobs", "QUEUE_BIG_JOBS"],
    ["tier2", "QUEUE_TIER2"],
  ])("of %s is %s, and leads back to it", (queue, binding) => {
    expect(bindingOf(queue)).toBe(binding);
    expect(queueOf(binding)).toBe(queue);
  });

  it.each(["RESULT_BACKEND", "QUEUE_", "MY_QUEUE_PAYMENTS", "QUEUE_payments", "ASSETS"])(
    "is not %s",
    (binding) => {
      expect(queueOf(binding)).toBeUndefined();
    },
  );
});
