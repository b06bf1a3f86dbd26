/** The consumer with the platform around it. */
import type { TaskRegistry } from "../../shared/task/registry.ts";
import type { WorkerEnv } from "../env.ts";
import { isDeadQueue } from "../queues.ts";
import { tasks as registeredTasks } from "../registry.ts";
import { Acknowledgements } from "./acknowledgements.ts";
import { bury, consume } from "./consume.ts";
import { consumerPorts } from "./consumer-ports.ts";

export async function consumeBatch(batch: MessageBatch, env: WorkerEnv): Promise<void> {
  await consumeWith(registeredTasks, batch, env);
}

export async function consumeWith(
  tasks: TaskRegistry,
  batch: MessageBatch,
  env: WorkerEnv,
): Promise<void> {
  const { queue } = batch;
  const handle = isDeadQueue(queue) ? bury : consume;
  const acknowledgements = new Acknowledgements(batch);

  await handle({ queue, messages: acknowledgements.deliveries }, consumerPorts(tasks, env));
  acknowledgements.settle();
}
