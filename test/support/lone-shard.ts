import type { ShardPorts } from "../../durable/shard-ports.ts";
import { Shard } from "../../durable/shard.ts";
import type { Sql } from "../../durable/sql.ts";

/** A shard with nobody around it to be told, as far as `ports` has no one; whatever goes wrong is thrown. */
export function loneShard(sql: Sql, ports: Pick<ShardPorts, "now"> & Partial<ShardPorts>): Shard {
  return new Shard(sql, {
    ready: () => undefined,
    changed: () => undefined,
    left: () => undefined,
    failed: (what, error) => {
      throw new Error(what, { cause: error });
    },
    abort: (error) => {
      throw error;
    },
    ...ports,
  });
}
