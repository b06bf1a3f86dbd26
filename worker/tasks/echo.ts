import { z } from "zod";

import { defineTask } from "../../shared/task/define.ts";

/** Needs nothing, never fails: shows what reaches a task. */
export const echo = defineTask({
  name: "echo",
  description: "Returns its argument; several come back as a list.",
  args: z.object({ values: z.array(z.unknown()) }),
  rest: "values",
  returns: z.unknown(),
  run: ({ values }) => (values.length === 1 ? values[0] : values),
});
