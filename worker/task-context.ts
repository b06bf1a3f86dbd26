/** The context of one execution, wherever it runs. */
import type { TaskContext } from "../shared/task/context.ts";

type Identity = Pick<TaskContext, "taskId" | "runId" | "retries" | "attempt">;

export function taskContext(
  identity: Identity,
  ports: Pick<TaskContext, "log" | "apply">,
): TaskContext {
  return {
    ...identity,
    ...ports,
    signal: new AbortController().signal,
    idempotencyKey: identity.taskId,
  };
}
