/** A task as another place sees it: from what `GET /api/tasks` shows, enough to check calls of it by the same rules. It has no code. */
import { z } from "zod";

import { parametersOf } from "./bind.ts";
import type { TaskDefinition } from "./define.ts";
import type { ArgumentShape } from "./positional.ts";
import type { TaskView } from "./view.ts";

export function definitionOf({ name, description, args, rest, options }: TaskView): TaskDefinition {
  const schema = objectSchema(args);

  return {
    name,
    description,
    options: { ...(options.queue !== null && { queue: options.queue }) },
    parameters: parametersOf(name, schema, rest),
    args: schema,
    returns: z.unknown(),
    invoke: () => {
      throw new Error(`${name} runs on the server; here its calls are only checked.`);
    },
  };
}

/** What cannot be read checks nothing: the server will. */
function objectSchema(schema: TaskView["args"]): z.ZodObject<ArgumentShape> {
  try {
    const read = z.fromJSONSchema(schema);

    return read instanceof z.ZodObject ? read : z.looseObject({});
  } catch {
    return z.looseObject({});
  }
}
