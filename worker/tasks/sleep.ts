import { z } from "zod";

import { defineTask } from "../../shared/task/define.ts";

/** Waits without computing, and wakes early with the signal's reason when the task is aborted. */
export const sleep = defineTask({
  name: "sleep",
  description: "Waits that many seconds (at most 14 minutes) and returns the number.",
  args: z.object({ seconds: z.number().min(0).max(840) }),
  returns: z.number(),
  longRunning: true,
  async run({ seconds }, { signal }) {
    await scheduler.wait(seconds * 1000, { signal });

    return seconds;
  },
});
