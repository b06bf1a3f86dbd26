/** Runs what was granted, side by side, keeps its leases, and reports it until the report was accepted. Never rejects. */
import { type ReportItem, RPC_VERSION } from "../../shared/wire/rpc.ts";
import { backoffMs, redeliverySeconds } from "./backoff.ts";
import type { GrantedJob } from "./claims.ts";
import type { Delivery, Job } from "./delivery.ts";
import type { ConsumerPorts, ShardBackend } from "./ports.ts";
import { LeaseKeeper, type Tenant } from "./renewals.ts";
import { reportAsTheyFinish } from "./reporter.ts";

export async function runGranted(
  backend: ShardBackend,
  granted: readonly GrantedJob[],
  ports: ConsumerPorts,
): Promise<void> {
  if (granted.length === 0) {
    return;
  }

  const keeper = new LeaseKeeper(granted, { ...ports, renew: backend.renew });

  await reportAsTheyFinish(
    keeper.tenants.map((tenant) => finish(tenant, backend, ports)),
    {
      sizeOf,
      after: ports.after,
      async report(finished) {
        await settle(backend, finished, ports);
        finished.forEach(({ job }) => keeper.forget(job));
      },
    },
  );
  keeper.release();
}

/** A job that is over; without `item` there is nothing to report: it did not run, and its message is already dealt with. */
interface Finished {
  readonly job: Job;
  readonly item: ReportItem | null;
}

async function finish(
  tenant: Tenant,
  backend: ShardBackend,
  ports: ConsumerPorts,
): Promise<Finished> {
  const { granted } = tenant;
  const { job } = granted;

  try {
    const call = granted.call ?? (await backend.call(job.message.run, job.message.node));

    if (call !== null) {
      return { job, item: await ports.run({ ...granted, call }, tenant) };
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
export async function settle(
  backend: ShardBackend,
  finished: readonly Finished[],
  ports: ConsumerPorts,
): Promise<void> {
  const items = finished.flatMap(({ item }) => item ?? []);
  const deliveries = finished.flatMap(({ item, job }) => (item === null ? [] : [job.delivery]));
  const giveUpAt = ports.now() + ports.reportPatienceMs;

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

export function deliverAgain(
  deliveries: readonly Delivery[],
  { random }: Pick<ConsumerPorts, "random">,
): void {
  for (const delivery of deliveries) {
    delivery.retry({ delaySeconds: redeliverySeconds(delivery.attempts, random()) });
  }
}
