/** Query parameters: text on the wire, checked and typed here. A bad one is named. */
import { z } from "zod";

import { TASK_STATES } from "../../shared/wire/views.ts";
import { schemaProblem } from "./schema-problem.ts";

const MAX_WAIT_SECONDS = 25;

export function readQuery<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): z.output<Schema> {
  const parsed = schema.safeParse(Object.fromEntries(new URL(request.url).searchParams));

  if (!parsed.success) {
    throw schemaProblem(parsed.error, "query");
  }

  return parsed.data;
}

/** How long to wait for something to be final. */
export const wait = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,9})?$/, `expected seconds from 0 to ${MAX_WAIT_SECONDS}`)
  .transform(Number)
  .pipe(z.number().max(MAX_WAIT_SECONDS, `expected seconds from 0 to ${MAX_WAIT_SECONDS}`))
  .default(0);

export const state = z.enum(TASK_STATES, `expected one of ${TASK_STATES.join(", ")}`);

export const yesOrNo = z
  .enum(["true", "false"], "expected true or false")
  .transform((text) => text === "true");

export const flag = yesOrNo.default(false);

/** A whole number from `min` to `max`. */
export function wholeNumber(min: number, max: number): z.ZodType<number, string> {
  const expected = `expected a whole number from ${min} to ${max}`;

  return z
    .string()
    .regex(/^\d{1,9}$/, expected)
    .transform(Number)
    .pipe(z.number().min(min, expected).max(max, expected));
}
