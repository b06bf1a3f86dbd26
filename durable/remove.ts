/** Removes a run because somebody says so: by its own id (`node` null), or by that of its only node. */
import { isRunFinal } from "../shared/engine/run.ts";
import type { RemoveReply } from "../shared/wire/rpc.ts";
import type { Shard } from "./shard.ts";

export function remove(
  shard: Pick<Shard, "find" | "remove">,
  id: string,
  node: number | null,
): RemoveReply {
  const kept = shard.find(id);
  const nodes = kept?.run.nodes.length ?? 0;

  if (kept === undefined || (node !== null && node >= nodes)) {
    return "unknown";
  }

  if (node !== null && nodes > 1) {
    return "part";
  }

  if (!isRunFinal(kept.run)) {
    return "running";
  }

  shard.remove(kept);

  return "removed";
}
