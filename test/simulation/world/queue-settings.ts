/** The consumers' settings in `wrangler.toml`, by the queue's own name. */
import { readFileSync } from "node:fs";

const CONSUMER =
  /\[\[queues\.consumers\]\]\nqueue = "lovage-([\w-]+)"\nmax_batch_size = (\d+)\n.*\nmax_retries = (\d+)/g;

export interface ConsumerSettings {
  readonly name: string;
  readonly batchSize: number;
  readonly maxRetries: number;
}

export const CONSUMED_QUEUES: readonly ConsumerSettings[] = Array.from(
  readFileSync(new URL("../../../wrangler.toml", import.meta.url), "utf8").matchAll(CONSUMER),
  ([, name = "", batchSize, maxRetries]) => ({
    name,
    batchSize: Number(batchSize),
    maxRetries: Number(maxRetries),
  }),
);

export const DEAD_QUEUE = "dead";
