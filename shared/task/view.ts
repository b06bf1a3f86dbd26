/** A registered task as `GET /api/tasks` shows it. */
import { z } from "zod";

import { DEFAULT_MAX_RETRIES } from "../policy/retry.ts";
import type { TaskRates } from "../wire/gate.ts";
import type { TaskDefinition } from "./define.ts";

const jsonSchema = z.record(z.string(), z.json());

export const taskView = z.object({
  name: z.string(),
  description: z.string(),
  /** JSON Schema of the arguments as one object; the order of its properties is that of positional arguments. */
  args: jsonSchema,
  /** The property that takes surplus positional arguments; properties after it are filled by name only. */
  rest: z.string().nullable(),
  /** JSON Schema of the result. */
  result: jsonSchema,
  /** As it is now, in each of its queues; null: none, unless a call asks for one. */
  rate_limit: z.string().nullable(),
  options: z.object({
    /** null: the deployment's default. */
    queue: z.string().nullable(),
    ignore_result: z.boolean(),
    acks_late: z.boolean(),
    long_running: z.boolean(),
    /** null: for ever. */
    max_retries: z.int().nullable(),
    /** Seconds; null: none. */
    soft_time_limit: z.number().nullable(),
    time_limit: z.number().nullable(),
  }),
});
export type TaskView = z.infer<typeof taskView>;

/** `rates` are those that were set while it runs, in place of what the code says. */
export function viewOfTask(
  { name, description, args, parameters, returns, options }: TaskDefinition,
  rates: TaskRates = {},
): TaskView {
  const { [name]: rate = options.rateLimit ?? null } = rates;

  return {
    name,
    description,
    args: schemaOf(args, "input"),
    rest: parameters.rest,
    result: schemaOf(returns, "output"),
    rate_limit: rate === null ? null : String(rate),
    options: {
      queue: options.queue ?? null,
      ignore_result: options.ignoreResult ?? false,
      acks_late: options.acksLate ?? true,
      long_running: options.longRunning ?? false,
      max_retries: options.maxRetries === undefined ? DEFAULT_MAX_RETRIES : options.maxRetries,
      soft_time_limit: options.softTimeLimit ?? null,
      time_limit: options.timeLimit ?? null,
    },
  };
}

/** What JSON Schema cannot say (a transform, a custom check) is shown as anything. */
function schemaOf(schema: z.ZodType, io: "input" | "output"): z.infer<typeof jsonSchema> {
  return jsonSchema.parse(z.toJSONSchema(schema, { io, unrepresentable: "any" }));
}
