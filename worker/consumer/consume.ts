/**
 * A batch from a queue: parse, one claim per backend shard, run what was granted side by side, report, acknowledge.
 *
 * - A message is acknowledged only when its report was accepted, or when nobody wants it to run.
 * - A shard that cannot be reached for a claim, or for 30 s for a report, gets its messages delivered again after a jittered delay.
 *   A task may so run twice; its outcome is recorded once.
 * - Nothing here rejects: a consumer that throws makes the queue deliver the whole batch again.
 */
import { type ReportItem, RPC_VERSION, type ResultBackendRpc } from "../../shared/wire/rpc.ts";
import { backoffMs, redeliverySeconds } from "./backoff.ts";
import { type GrantedJob, claimRequest, sortGrants } from "./claims.ts";
import { type Delivery, type Job, sortDeliveries } from "./delivery.ts";
import { reportAsTheyFinish } from "./reporter.ts";
import { type RunnableJob, buriedTask } from "./run-task.ts";

const REPORT_PATIENCE_MS = 30_000;

export type ShardBackend = Pick<ResultBackendRpc, "claim" | "call" | "report">;

export interface ConsumerPorts {
  /** The backend of a shard; each call has already been tried again where that may help. */
  readonly backend: (shard: number) => ShardBackend;
  /** Runs a task. Never rejects. */
  readonly run: (job: RunnableJob) => Promise<ReportItem>;
  readonly now: () => number;
  readonly random: () => number;
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly log: (message: string, details: Readonly<Record<string, unknown>>) => void;
}

export async function consume(
  deliveries: readonly Delivery[],
  ports: ConsumerPorts,
): Promise<void> {
  const { jobsByShard, newer, bad } = sortDeliveries(deliveries);

  for (const delivery of bad) {
    ports.log("Dropped a message that is none of ours", { id: delivery.id });
    delivery.ack();
  }

  deliverAgain(newer, ports);
  await Promise.all(
    Array.from(jobsByShard, ([shard, jobs]) => consumeShard(ports.backend(shard), jobs, ports)),
  );
}

/** Messages that Cloudflare gave up delivering: their tasks end as failures, whoever may once have claimed them. */
export async function bury(deliveries: readonly Delivery[], ports: ConsumerPorts): Promise<void> {
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

async function consumeShard(
  backend: ShardBackend,
  jobs: readonly Job[],
  ports: ConsumerPorts,
): Promise<void> {
  try {
    const { granted, skipped } = sortGrants(jobs, await backend.claim(claimRequest(jobs)));

    for (const { delivery } of skipped) {
      delivery.ack();
    }

    await reportAsTheyFinish(
      granted.map((job) => finish(backend, job, ports)),
      { sizeOf, after: ports.after, report: (finished) => settle(backend, finished, ports) },
    );
  } catch (error) {
    ports.log("Could not claim tasks", { tasks: jobs.length, error: String(error) });
    deliverAgain(
      jobs.map(({ delivery }) => delivery),
      ports,
    );
  }
}

/** A job that is over; without `item` there is nothing to report: it did not run, and its message is already dealt with. */
interface Finished {
  readonly job: Job;
  readonly item: ReportItem | null;
}

async function finish(
  backend: ShardBackend,
  granted: GrantedJob,
  ports: ConsumerPorts,
): Promise<Finished> {
  const { job } = granted;

  try {
    const call = granted.call ?? (await backend.call(job.message.run, job.message.node));

    if (call !== null) {
      return { job, item: await ports.run({ ...granted, call }) };
    }

    job.delivery.ack();
  } catch (error) {
    ports.log("Could not fetch the arguments of a task", {
      run: job.message.run,
      node: job.message.node,
      error: String(error),
    });
    deliverAgain([job.delivery], ports);
  }

  return { job, item: null };
}

function sizeOf({ item }: Finished): number {
  return item?.outcome.kind === "success" ? item.outcome.value.length : 0;
}

/** Reports until it is accepted or patience ends; a report that arrives twice counts once. */
async function settle(
  backend: ShardBackend,
  finished: readonly Finished[],
  ports: ConsumerPorts,
): Promise<void> {
  const items = finished.flatMap(({ item }) => item ?? []);
  const deliveries = finished.flatMap(({ item, job }) => (item === null ? [] : [job.delivery]));
  const giveUpAt = ports.now() + REPORT_PATIENCE_MS;

  for (let tries = 0; items.length > 0; tries += 1) {
    try {
      await backend.report({ v: RPC_VERSION, items });

      return deliveries.forEach((delivery) => delivery.ack());
    } catch (error) {
      if (ports.now() >= giveUpAt) {
        ports.log("Could not report tasks", { tasks: items.length, error: String(error) });

        return deliverAgain(deliveries, ports);
      }

      await wait(backoffMs(tries, ports.random()), ports);
    }
  }
}

function wait(ms: number, { after }: ConsumerPorts): Promise<void> {
  return new Promise((resolve) => {
    after(ms, resolve);
  });
}

function deliverAgain(deliveries: readonly Delivery[], { random }: ConsumerPorts): void {
  for (const delivery of deliveries) {
    delivery.retry({ delaySeconds: redeliverySeconds(delivery.attempts, random()) });
  }
}
