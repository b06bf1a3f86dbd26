/** The consumer's surroundings on the platform: the result backends, the runners, the clock. */
import type { TaskRegistry } from "../../shared/task/registry.ts";
import { callBackend } from "../backend.ts";
import type { WorkerEnv } from "../env.ts";
import { log } from "../log.ts";
import { runnersOf } from "../runners.ts";
import { compileReplacement, submitCanvas } from "../submit.ts";
import { after } from "../timer.ts";
import type { ConsumerPorts, ShardBackend } from "./ports.ts";
import { type RunPorts, runTask } from "./run-task.ts";

/** So long a consumer tries to report before it has its messages delivered again. */
const REPORT_PATIENCE_MS = 30_000;

export function consumerPorts(tasks: TaskRegistry, env: WorkerEnv): ConsumerPorts {
  const now = Date.now;
  const random = Math.random;
  const runPorts: RunPorts = {
    tasks,
    now,
    random,
    after,
    compile(canvas, checksArguments) {
      return compileReplacement(env, canvas, checksArguments);
    },
    apply(canvas) {
      return submitCanvas(env, canvas.toJSON());
    },
  };

  return {
    backend: (shard) => shardBackend(env, shard),
    isLongRunning: (task) => tasks.get(task)?.options.longRunning === true,
    runners: (isAlone) => runnersOf(env, isAlone, random()),
    run: (job, stop) => runTask(job, stop, runPorts),
    newId: () => crypto.randomUUID(),
    reportPatienceMs: REPORT_PATIENCE_MS,
    now,
    random,
    after,
    log,
  };
}

function shardBackend(env: WorkerEnv, shard: number): ShardBackend {
  return {
    claim: (request) => callBackend(env, shard, (backend) => backend.claim(request)),
    call: (run, node) => callBackend(env, shard, (backend) => backend.call(run, node)),
    report: (request) => callBackend(env, shard, (backend) => backend.report(request)),
    renew: (request) => callBackend(env, shard, (backend) => backend.renew(request)),
  };
}
