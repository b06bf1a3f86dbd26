import type { KeptRun } from "../../../durable/kept-run.ts";
/** What a new object would find on the disks of a world. */
import { ObjectSql } from "../../../durable/object-sql.ts";
import { Shard } from "../../../durable/shard.ts";
import type { ReadValue } from "../../../shared/engine/values.ts";
import type { SimulatedRun } from "../simulated-run.ts";
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

export function openShard({ disk }: SimulatedObject, world: World): Shard {
  return new Shard(new ObjectSql(disk.storageFor(world.begin("an inspector"))), {
    now: () => world.timeline.now,
    ready: () => {},
    changed: () => {},
    left: () => {},
    failed: (what, error) => void world.wrongs.push(`${what}: ${String(error)}`),
    abort: (error) => {
      throw error;
    },
  });
}
