/** `add`, `mul`, `xsum`: what Celery's own examples compute. They need nothing and fail only on what is not a number. */
import { z } from "zod";

import { defineTask } from "../../shared/task/define.ts";

export const add = defineTask({
  name: "add",
  description: "Adds two numbers.",
  args: z.object({ x: z.number(), y: z.number() }),
  returns: z.number(),
  run: ({ x, y }) => x + y,
});

export const mul = defineTask({
  name: "mul",
  description: "Multiplies two numbers.",
  args: z.object({ x: z.number(), y: z.number() }),
  returns: z.number(),
  run: ({ x, y }) => x * y,
});

type Numbers = readonly (number | Numbers)[];

const numbersSchema: z.ZodType<Numbers> = z.array(
  z.union([z.number(), z.lazy(() => numbersSchema)]),
);

export const xsum = defineTask({
  name: "xsum",
  description: "Sums a list of numbers; lists inside it are summed through.",
  args: z.object({ numbers: numbersSchema }),
  returns: z.number(),
  run: ({ numbers }) => sum(numbers),
});

function sum(numbers: Numbers): number {
  return numbers.reduce<number>(
    (total, item) => total + (typeof item === "number" ? item : sum(item)),
    0,
  );
}
