/** The gates of queues: how they are called, and what they are given. */
import type { QueueGatePorts } from "../durable/queue-gate.ts";
import type { QueueGateRpc, TaskRates } from "../shared/wire/gate.ts";
import { callBackend, callObject } from "./backend.ts";
import type { WorkerEnv } from "./env.ts";

export async function callGate<Reply>(
  env: WorkerEnv,
  queue: string,
  call: (gate: QueueGateRpc) => Promise<Reply>,
): Promise<Reply> {
  return callObject(`The gate of queue ${queue}`, async () =>
    call(env.QUEUE_GATE.getByName(queue)),
  );
}

/** Every deployment has it, and so its gate knows all rates that were set for tasks. */
const FIRST_QUEUE = "default";

export async function taskRates(env: WorkerEnv): Promise<TaskRates> {
  return callGate(env, FIRST_QUEUE, async (gate) => gate.taskRates());
}

export function gatePorts(env: WorkerEnv): QueueGatePorts {
  return {
    tell: async (shard, queue, known) =>
      callBackend(env, shard, async (backend) => backend.limited(queue, known)),
    alive: async (shard, tasks) => callBackend(env, shard, async (backend) => backend.alive(tasks)),
    taskRates: async (queue) => (queue === FIRST_QUEUE ? null : taskRates(env)),
  };
}
