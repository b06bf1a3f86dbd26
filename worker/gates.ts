/** The gates of queues: how they are called, and what they are given. */
import type { QueueGatePorts } from "../durable/queue-gate.ts";
import type { QueueGateRpc } from "../shared/wire/gate.ts";
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

export function gatePorts(env: WorkerEnv): QueueGatePorts {
  return {
    tell: async (shard, queue, known) =>
      callBackend(env, shard, async (backend) => backend.limited(queue, known)),
    alive: async (shard, tasks) => callBackend(env, shard, async (backend) => backend.alive(tasks)),
  };
}
