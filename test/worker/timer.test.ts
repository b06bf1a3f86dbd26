import { expect, test, vi } from "vitest";

import { after } from "../../worker/timer.ts";

test("a delay that the platform's timers cannot hold does not end at once", () => {
  const timers = vi.spyOn(globalThis, "setTimeout");

  after(1e12, () => {})();

  expect(timers).toHaveBeenCalledWith(expect.anything(), 2 ** 31 - 1);
  timers.mockRestore();
});
