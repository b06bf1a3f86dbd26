/** What `cleanup` works on: every shard that takes runs. Asked for when it is needed, so that tasks load in plain Node too. */
import { callBackend } from "./backend.ts";
import { shardsOf } from "./shards.ts";
import type { CleanupPorts } from "./tasks/cleanup.ts";

export const cleaning: CleanupPorts = {
  shards: async () => {
    const { env } = await import("cloudflare:workers");

    return shardsOf(env).map(
      (shard) => (from) => callBackend(env, shard, (backend) => backend.expire(from)),
    );
  },
};
