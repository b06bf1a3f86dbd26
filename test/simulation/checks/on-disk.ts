import type { KeptRun } from "../../../durable/kept-run.ts";
/** What a new object would find on the disks of a world. */
import type { Shard } from "../../../durable/shard.ts";
import type { ReadValue } from "../../../shared/engine/values.ts";
import type { SimulatedRun } from "../simulated-run.ts";
import { shardOnDisk } from "../world/shard-on-disk.ts";
import type { SimulatedObject } from "../world/simulated-object.ts";
import { type World, objectOf } from "../world/world.ts";

export interface Found {
  readonly run: SimulatedRun;
  readonly kept: KeptRun;
  readonly read: ReadValue;
}

export function findRun(run: SimulatedRun, world: World): Found | undefined {
  const shard = openShard(objectOf(world, run.id), world);
  const kept = shard.find(run.id);

  return kept && { run, kept, read: (value) => shard.archive.packs.read(run.id, value) };
}

export function openShard(object: SimulatedObject, world: World): Shard {
  return shardOnDisk(object, {
    begin: (name) => world.begin(name),
    timeline: world.timeline,
    wrong: (what) => void world.wrongs.push(what),
  });
}
