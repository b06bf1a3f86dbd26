/** The consumer with the platform around it: a queue's batch, the result backends, the clock. */
import type { TaskRegistry } from "../../shared/task/registry.ts";
import { callBackend } from "../backend.ts";
import type { WorkerEnv } from "../env.ts";
import { log } from "../log.ts";
import { isDeadQueue } from "../queues.ts";
import { tasks as registeredTasks } from "../registry.ts";
import { compileReplacement, submitCanvas } from "../submit.ts";
import { after } from "../timer.ts";
import { bury, consume } from "./consume.ts";
import type { ShardBackend } from "./ports.ts";
import { type RunPorts, runTask } from "./run-task.ts";

export async function consumeBatch(batch: MessageBatch, env: WorkerEnv): Promise<void> {
  await consumeWith(registeredTasks, batch, env);
}

export async function consumeWith(
  tasks: TaskRegistry,
  batch: MessageBatch,
  env: WorkerEnv,
): Promise<void> {
  const now = Date.now;
  const random = Math.random;
  const runPorts: RunPorts = {
    tasks,
    now,
    random,
    after,
    compile: (canvas, checksArguments) => compileReplacement(env, canvas, checksArguments),
    apply: (canvas) => submitCanvas(env, canvas.toJSON()),
  };
  const handle = isDeadQueue(batch.queue) ? bury : consume;

  await handle(batch, {
    backend: (shard) => shardBackend(env, shard),
    run: (job, stop) => runTask(job, stop, runPorts),
    newId: () => crypto.randomUUID(),
    now,
    random,
    after,
    log,
  });
}

function shardBackend(env: WorkerEnv, shard: number): ShardBackend {
  return {
    claim: (request) => callBackend(env, shard, (backend) => backend.claim(request)),
    call: (run, node) => callBackend(env, shard, (backend) => backend.call(run, node)),
    report: (request) => callBackend(env, shard, (backend) => backend.report(request)),
    renew: (request) => callBackend(env, shard, (backend) => backend.renew(request)),
  };
}
