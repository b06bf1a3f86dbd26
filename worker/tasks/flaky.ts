import { z } from "zod";

import { defineTask } from "../../shared/task/define.ts";
import { ValueError } from "../../shared/task/errors.ts";

/**
 * Fails with ValueError as often as it is told and asks to be retried each time, then returns that number. It never gives up by itself;
 * a call with `max_retries` under `failures` shows what running out of them looks like.
 */
export const flaky = defineTask({
  name: "flaky",
  description:
    "Fails that many times, retrying itself after a countdown in seconds (0 unless given), then succeeds.",
  args: z.object({
    failures: z.int().min(0).max(1000),
    countdown: z.number().min(0).max(86_400).default(0),
  }),
  returns: z.int(),
  maxRetries: null,
  run({ failures, countdown }, { retries, retry }) {
    if (retries < failures) {
      retry({ countdown, error: new ValueError(`failure ${retries + 1} of ${failures}`) });
    }

    return failures;
  },
});
