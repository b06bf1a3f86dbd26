/** Runs one granted task and says what became of it. Never rejects. */
import type { JsonText } from "../../shared/canvas/json.ts";
import type { Outcome } from "../../shared/engine/outcome.ts";
import type { TaskContext } from "../../shared/task/context.ts";
import { executeTask } from "../../shared/task/execute.ts";
import type { TaskRegistry } from "../../shared/task/registry.ts";
import type { TaskMessage } from "../../shared/wire/message.ts";
import type { LogLine, ReportItem } from "../../shared/wire/rpc.ts";
import { taskContext } from "../task-context.ts";
import type { GrantedJob } from "./claims.ts";

const MAX_LOG_LINES = 100;
const MAX_LOG_CHARACTERS = 1000;

export interface RunPorts {
  readonly tasks: TaskRegistry;
  readonly now: () => number;
  /** Submits a canvas as a run of its own; rejects with what is wrong with it. */
  readonly apply: TaskContext["apply"];
}

/** A task to run: its grant, with the call at hand. */
export type RunnableJob = GrantedJob & { readonly call: JsonText };

export async function runTask(
  { job, taskId, retries, call }: RunnableJob,
  { tasks, now, apply }: RunPorts,
): Promise<ReportItem> {
  const { run, node, attempt, task } = job.message;
  const logs: LogLine[] = [];
  const log = (message: string): void => {
    if (logs.length < MAX_LOG_LINES) {
      logs.push({ at: now(), message: message.slice(0, MAX_LOG_CHARACTERS) });
    }
  };
  const context = taskContext({ taskId, runId: run, retries, attempt }, { log, apply });
  const startedAt = now();
  const outcome = await executeTask(tasks, task, call, context);

  return { run, node, attempt, startedAt, outcome, logs };
}

/** What is recorded of a message that Cloudflare gave up delivering. */
export function buriedTask({ run, node, attempt, task }: TaskMessage, now: number): ReportItem {
  const outcome: Outcome = {
    kind: "failure",
    error: {
      type: "WorkerLostError",
      message: `Every worker that took ${task} died, or could not reach the result backend.`,
      traceback: null,
    },
  };

  return { run, node, attempt, startedAt: now, outcome, logs: [] };
}
