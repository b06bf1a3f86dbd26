/** What a queue delivered, sorted: tasks to run, messages of a newer version, and what is no message of ours. */
import { z } from "zod";

import { isRunId, shardOf } from "../../shared/engine/ids.ts";
import { MESSAGE_VERSION, type TaskMessage, taskMessage } from "../../shared/wire/message.ts";

/** The part of Cloudflare's `Message` that a consumer needs. */
export interface Delivery {
  readonly id: string;
  /** Deliveries so far, this one included. */
  readonly attempts: number;
  readonly body: unknown;
  ack(): void;
  retry(options: { readonly delaySeconds: number }): void;
}

/** A delivered task. */
export interface Job {
  readonly delivery: Delivery;
  readonly message: TaskMessage;
}

export interface SortedDeliveries {
  readonly jobsByShard: ReadonlyMap<number, readonly Job[]>;
  /** Newer code wrote them and will read them. */
  readonly newer: readonly Delivery[];
  readonly bad: readonly Delivery[];
}

const versioned = z.object({ v: z.int() });

export function sortDeliveries(deliveries: readonly Delivery[]): SortedDeliveries {
  const jobs: Job[] = [];
  const jobsByShard = new Map<number, Job[]>();
  const newer: Delivery[] = [];
  const bad: Delivery[] = [];

  for (const delivery of deliveries) {
    const parsed = taskMessage.safeParse(delivery.body);

    if (parsed.success) {
      jobs.push({ delivery, message: parsed.data });
    } else {
      (isNewer(delivery.body) ? newer : bad).push(delivery);
    }
  }

  for (const [run, ofRun] of Map.groupBy(jobs, ({ message }) => message.run)) {
    if (isRunId(run)) {
      const shard = shardOf(run);
      jobsByShard.set(shard, [...(jobsByShard.get(shard) ?? []), ...ofRun]);
    } else {
      bad.push(...ofRun.map(({ delivery }) => delivery));
    }
  }

  return { jobsByShard, newer, bad };
}

function isNewer(body: unknown): boolean {
  const parsed = versioned.safeParse(body);

  return parsed.success && parsed.data.v > MESSAGE_VERSION;
}
