/**
 * A batch from a queue: parse, one claim per backend shard, run what was granted side by side, report, acknowledge.
 *
 * - A message is acknowledged only when its report was accepted, or when nobody wants it to run.
 * - Long-running tasks go to a runner, which keeps their leases from then on.
 * - A shard that cannot be reached for a claim, or for 30 s for a report, gets its messages delivered again after a jittered delay.
 *   A task may so run twice; its outcome is recorded once.
 * - Nothing here rejects: a consumer that throws makes the queue deliver the whole batch again.
 */
import { isSoloQueue } from "../queues.ts";
import { claimRequest, sortGrants } from "./claims.ts";
import { type Delivery, type Job, sortDeliveries } from "./delivery.ts";
import { handOver, sortLongRunning } from "./hand-over.ts";
import type { ConsumerPorts, ShardBackend } from "./ports.ts";
import { deliverAgain, runGranted, settle } from "./run-granted.ts";
import { buriedTask } from "./run-task.ts";

/** What a queue delivered at once. */
export interface Batch {
  /** The platform's name of the queue. */
  readonly queue: string;
  readonly messages: readonly Delivery[];
}

export async function consume(
  { queue, messages: deliveries }: Batch,
  ports: ConsumerPorts,
): Promise<void> {
  const isAlone = deliveries.length === 1 || isSoloQueue(queue);
  const { jobsByShard, newer, bad } = sortDeliveries(deliveries);

  for (const delivery of bad) {
    ports.log("Dropped a message that is none of ours", { id: delivery.id });
    delivery.ack();
  }

  deliverAgain(newer, ports);
  await Promise.all(
    Array.from(jobsByShard, ([shard, jobs]) =>
      consumeShard({ backend: ports.backend(shard), jobs, isAlone }, ports),
    ),
  );
}

/** Messages that Cloudflare gave up delivering: their tasks end as failures, whoever may once have claimed them. */
export async function bury({ messages: deliveries }: Batch, ports: ConsumerPorts): Promise<void> {
  const { jobsByShard, newer, bad } = sortDeliveries(deliveries);

  bad.forEach((delivery) => delivery.ack());
  deliverAgain(newer, ports);
  await Promise.all(
    Array.from(jobsByShard, ([shard, jobs]) => {
      const finished = jobs.map((job) => ({ job, item: buriedTask(job.message, ports.now()) }));

      return settle(ports.backend(shard), finished, ports);
    }),
  );
}

/** Of one batch, the jobs of one shard. */
interface ShardJobs {
  readonly backend: ShardBackend;
  readonly jobs: readonly Job[];
  readonly isAlone: boolean;
}

async function consumeShard(
  { backend, jobs, isAlone }: ShardJobs,
  ports: ConsumerPorts,
): Promise<void> {
  const claimant = { claimId: ports.newId(), isAlone };

  try {
    const reply = await backend.claim(claimRequest(jobs, claimant));
    const { granted, skipped } = sortGrants(jobs, reply, claimant);

    for (const { delivery } of skipped) {
      delivery.ack();
    }

    const { moving, staying } = sortLongRunning(granted, ports);

    await Promise.all([
      runGranted(backend, staying, ports),
      handOver(moving, ports).then((left) => runGranted(backend, left, ports)),
    ]);
  } catch (error) {
    ports.log("Could not claim tasks", { tasks: jobs.length, error: String(error) });
    deliverAgain(
      jobs.map(({ delivery }) => delivery),
      ports,
    );
  }
}
