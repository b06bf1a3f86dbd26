import { z } from "zod";

import { defineTask } from "../../shared/task/define.ts";

/**
 * Waits without computing and tells how far it got, at most once a percent: `{current, total}`. Wakes early with the signal's reason when it
 * is aborted.
 */
export const countTo = defineTask({
  name: "count_to",
  description: "Counts to n over that many seconds (at most 14 minutes), telling its progress.",
  args: z.object({ n: z.int().min(1).max(100_000), seconds: z.number().min(0).max(840) }),
  returns: z.int(),
  longRunning: true,
  async run({ n, seconds }, { signal, updateState }) {
    const steps = Math.min(n, 100);

    for (let step = 1; step <= steps; step += 1) {
      await scheduler.wait((seconds * 1000) / steps, { signal });
      updateState({ meta: { current: Math.floor((n * step) / steps), total: n } });
    }

    return n;
  },
});
