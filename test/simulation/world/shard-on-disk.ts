import { ObjectSql } from "../../../durable/object-sql.ts";
import type { Shard } from "../../../durable/shard.ts";
import { refusal } from "../../../shared/engine/decide.ts";
import type { TaskMessage } from "../../../shared/wire/message.ts";
import { loneShard } from "../../support/lone-shard.ts";
import type { SimulatedObject } from "./simulated-object.ts";
import type { WorldPorts } from "./world-ports.ts";

type InspectorPorts = Pick<WorldPorts, "begin" | "timeline" | "wrong">;

/** What a new object would find on the disk of this one. */
export function shardOnDisk(
  { disk }: Pick<SimulatedObject, "disk">,
  { begin, timeline, wrong }: InspectorPorts,
): Shard {
  return loneShard(new ObjectSql(disk.storageFor(begin("an inspector"))), {
    now: () => timeline.now,
    failed: (what, error) => wrong(`${what}: ${String(error)}`),
  });
}

/** Its execution is over, perhaps because another task ended it: then no entry of the log names it. */
export function isOverOnDisk(
  { run, node, attempt }: TaskMessage,
  object: Pick<SimulatedObject, "disk">,
  ports: InspectorPorts,
): boolean {
  const kept = shardOnDisk(object, ports).find(run);

  return kept === undefined || refusal(kept.run, node, attempt) !== null;
}
