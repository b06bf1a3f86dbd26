/**
 * `cleanup`: Celery's `backend_cleanup`. Removes at once what has expired, on every shard. It need not be called: nobody sees what has
 * expired, and each shard removes it by itself some minutes later. It answers how many canvases (with all their tasks) and lone tasks are
 * gone by it, so a second call answers 0 and 0. Fails with BackendUnavailable when a shard does not answer; what the others removed stays
 * removed.
 */
import { z } from "zod";

import { type TaskDefinition, defineTask } from "../../shared/task/define.ts";
import type { ExpireReply, ExpiryPlace } from "../../shared/wire/rpc.ts";

/** Removes some of what has expired on one shard, from a place on. */
type ExpireShard = (from: ExpiryPlace | null) => Promise<ExpireReply>;

export interface CleanupPorts {
  readonly shards: () => Promise<readonly ExpireShard[]>;
}

interface Removed {
  readonly runs: number;
  readonly tasks: number;
}

export function cleanupTask({ shards }: CleanupPorts): TaskDefinition {
  return defineTask({
    name: "cleanup",
    description:
      "Removes at once what has expired, and returns how many canvases and lone tasks that was.",
    args: z.object({}),
    returns: z.object({ runs: z.int(), tasks: z.int() }),
    run: async (_, { signal }) =>
      sum(await Promise.all((await shards()).map((expire) => cleanShard(expire, signal)))),
  });
}

/** Slice by slice: between two of them the shard does other work. */
async function cleanShard(expire: ExpireShard, signal: AbortSignal): Promise<Removed> {
  const slices: ExpireReply[] = [];

  do {
    signal.throwIfAborted();
    slices.push(await expire(slices.at(-1)?.next ?? null));
  } while (slices.at(-1)?.next !== null);

  return sum(slices);
}

function sum(removed: readonly Removed[]): Removed {
  return {
    runs: removed.reduce((total, { runs }) => total + runs, 0),
    tasks: removed.reduce((total, { tasks }) => total + tasks, 0),
  };
}
