/** The Worker's entry points: the API, the consumer of every queue, and the cron trigger. */
import { BeatObject } from "../durable/beat.ts";
import { QueueGateObject } from "../durable/queue-gate.ts";
import { TaskRunnerObject } from "../durable/task-runner.ts";
import { app } from "./api/app.ts";
import { beatPorts } from "./beat/beat-ports.ts";
import { callBeat } from "./beat/call-beat.ts";
import { consumeBatch } from "./consumer/consume-batch.ts";
import type { WorkerEnv } from "./env.ts";
import { gatePorts } from "./gates.ts";
import { runnerPorts } from "./task-runner.ts";
import { watchOne } from "./watchdog.ts";

export { WorkflowStore } from "../durable/workflow-store.ts";
export { ResultBackend } from "../durable/result-backend.ts";

/** The scheduler, with the tasks and the schedule of this deployment. */
export class Beat extends BeatObject {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, beatPorts(env));
  }
}

/** What holds back the tasks of a limited queue. */
export class QueueGate extends QueueGateObject {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, gatePorts(env));
  }
}

/** One of the pool that long-running tasks run in, with the tasks of this deployment. */
export class TaskRunner extends TaskRunnerObject {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, runnerPorts(env));
  }
}

export default {
  fetch: app.fetch,
  queue: consumeBatch,
  /** Each minute. */
  async scheduled({ scheduledTime }, env) {
    await Promise.all([callBeat(env, async (beat) => beat.tick()), watchOne(env, scheduledTime)]);
  },
} satisfies ExportedHandler<WorkerEnv>;
