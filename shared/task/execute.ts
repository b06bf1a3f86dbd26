/** One execution, from the call's JSON text to its outcome. Never rejects: whatever a task throws is its failure. */
import { z } from "zod";

import type { JsonText } from "../canvas/json.ts";
import type { Outcome } from "../engine/outcome.ts";
import { jsonObject } from "../wire/json.ts";
import type { TaskContext } from "./context.ts";
import { Ignore } from "./errors.ts";
import { toJsonResult } from "./json-result.ts";
import { perform } from "./perform.ts";
import type { TaskRegistry } from "./registry.ts";
import { taskErrorOf } from "./thrown.ts";

/** `[args, kwargs]`; what is inside was JSON already, so it is not walked. */
const callText = z.tuple([z.array(z.unknown()), jsonObject]);

export async function executeTask(
  tasks: TaskRegistry,
  task: string,
  call: JsonText,
  context: TaskContext,
): Promise<Outcome> {
  try {
    const [args, kwargs] = callText.parse(JSON.parse(call));
    const result = toJsonResult(task, await perform(tasks, { task, args, kwargs }, context));

    return result.ok
      ? { kind: "success", value: result.text }
      : { kind: "failure", error: result.error };
  } catch (thrown) {
    return thrown instanceof Ignore
      ? { kind: "ignored" }
      : { kind: "failure", error: taskErrorOf(thrown) };
  }
}
