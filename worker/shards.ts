/** Over which result backends runs are spread. */
import { z } from "zod";

import { MAX_SHARDS, NAMED_SHARDS } from "../shared/engine/ids.ts";

const shardCount = z.coerce.number().pipe(z.int().min(1).max(MAX_SHARDS));

/** How many shards take new runs; those of older runs are in their ids. */
export function shardCountOf({ LOVAGE_SHARDS }: { readonly LOVAGE_SHARDS: string }): number {
  const parsed = shardCount.safeParse(LOVAGE_SHARDS);

  if (!parsed.success) {
    throw new RangeError(
      `LOVAGE_SHARDS is "${LOVAGE_SHARDS}"; expected a whole number from 1 to ${MAX_SHARDS}.`,
    );
  }

  return parsed.data;
}

/** Every shard that new runs go to: what has a name has its own count of them. */
export function shardsOf(env: { readonly LOVAGE_SHARDS: string }): readonly number[] {
  return Array.from({ length: Math.max(shardCountOf(env), NAMED_SHARDS) }, (_, shard) => shard);
}

export function randomShard(count: number, random: number): number {
  return Math.floor(random * count);
}

const STICKY_SUBMITS = 256;
const STICKY_MS = 1000;

/** The shard that lone tasks go to for now, and until when. */
export interface StickyShard {
  readonly shard: number;
  readonly submitsLeft: number;
  readonly until: number;
}

/**
 * Lone tasks of one isolate stay on one shard for 256 submits or a second, so that a consumer's batch of them has one or two shards to
 * claim from and not eight.
 */
export function nextSticky(
  last: StickyShard | null,
  count: number,
  now: number,
  random: number,
): StickyShard {
  return last !== null && last.submitsLeft > 0 && now < last.until && last.shard < count
    ? { ...last, submitsLeft: last.submitsLeft - 1 }
    : {
        shard: randomShard(count, random),
        submitsLeft: STICKY_SUBMITS - 1,
        until: now + STICKY_MS,
      };
}
