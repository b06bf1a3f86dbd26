import { z } from "zod";

import { defineTask } from "../../shared/task/define.ts";
import { ValueError } from "../../shared/task/errors.ts";

/** Always raises ValueError, whatever it is given: shows what a failure does to a canvas. */
export const fail = defineTask({
  name: "fail",
  description: 'Raises ValueError, with "boom" or the message given as a keyword.',
  args: z.object({ ignored: z.array(z.unknown()), message: z.string().default("boom") }),
  rest: "ignored",
  returns: z.never(),
  run({ message }) {
    throw new ValueError(message);
  },
});
