/** Runs one granted task and says what became of it. Never rejects. */
import type { JsonText } from "../../shared/canvas/json.ts";
import { parseTaskId } from "../../shared/engine/ids.ts";
import type { Outcome } from "../../shared/engine/outcome.ts";
import type { Progress } from "../../shared/engine/progress.ts";
import { executeTask } from "../../shared/task/execute.ts";
import type { ExecutionPorts } from "../../shared/task/execution.ts";
import type { TaskRegistry } from "../../shared/task/registry.ts";
import { taskErrorOf } from "../../shared/task/thrown.ts";
import type { TaskMessage } from "../../shared/wire/message.ts";
import type { ReportItem } from "../../shared/wire/rpc.ts";
import type { GrantedJob } from "./claims.ts";
import { Journal } from "./journal.ts";
import type { Stop } from "./stop.ts";

/** `apply` submits a canvas as a run of its own; it rejects with what is wrong with it. */
export interface RunPorts extends Pick<
  ExecutionPorts,
  "now" | "random" | "after" | "apply" | "compile"
> {
  readonly tasks: TaskRegistry;
}

/** A task to run: its grant, with the call at hand. */
export type RunnableJob = GrantedJob & { readonly call: JsonText };

/** How an execution is stopped from outside, and where it tells how far it is. */
export interface Reins {
  readonly stop: Stop;
  tell(progress: Progress): void;
}

export async function runTask(
  { job, taskId, retries, limits, call }: RunnableJob,
  reins: Reins,
  { tasks, ...ports }: RunPorts,
): Promise<ReportItem> {
  const { run, node, attempt, task } = job.message;
  const journal = new Journal(ports.now);
  const startedAt = ports.now();
  const executed = executeTask(
    tasks,
    { task, call, taskId, runId: parseTaskId(taskId)?.run ?? run, retries, attempt, limits },
    {
      ...ports,
      aborter: reins.stop,
      tell(progress) {
        reins.tell(progress);
      },
      log(message) {
        journal.write(message);
      },
    },
  );
  const outcome = await reins.stop.orStopped(executed, failure);

  return { run, node, attempt, startedAt, outcome, logs: journal.close() };
}

function failure(error: Error): Outcome {
  return { kind: "failure", error: taskErrorOf(error) };
}

/** What is recorded of a message that Cloudflare gave up delivering. */
export function buriedTask({ run, node, attempt, task }: TaskMessage, now: number): ReportItem {
  const outcome: Outcome = {
    kind: "failure",
    dead: "worker_lost",
    error: {
      type: "WorkerLostError",
      message: `Every worker that took ${task} died, or could not reach the result backend.`,
      traceback: null,
    },
  };

  return { run, node, attempt, startedAt: now, outcome, logs: [] };
}
