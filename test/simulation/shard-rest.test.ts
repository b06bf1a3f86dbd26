/** Runs that wait long: they leave memory, and are back in time. */
import { describe, expect, it } from "vitest";

import { queueCounts } from "../../durable/queue-counts.ts";
import { Traffic } from "../../durable/traffic.ts";
import { group, s } from "../reference/signatures.ts";
import { DAY, HOUR, SECOND, ShardWorld } from "./shard-world.ts";

const MINUTE = 60 * SECOND;

const canvas = group(s("echo", 1), s("echo", 2));
const lone = s("echo", 1);

/** Every task of it waits so long. */
function later(world: ShardWorld, signature: object, ms: number): string {
  return world.submit({ ...signature, options: { countdown: ms / SECOND } });
}

function inMemory({ shard }: ShardWorld): readonly string[] {
  return Array.from(shard.runs, ({ run }) => run.id);
}

function timers({ sql }: ShardWorld): number {
  return sql.all("select * from timer").length;
}

/** What the queue `default` counts as waiting for a time. */
function delayed({ shard, now }: ShardWorld): number | undefined {
  const { runs, archive } = shard;
  const counts = queueCounts({ runs, now, timers: archive.timers, traffic: new Traffic() });

  return counts.find(({ queue }) => queue === "default")?.delayed;
}

it("what waits is counted once, in memory, at rest, looked at, and after a restart", () => {
  const world = new ShardWorld();
  const [id] = [later(world, canvas, 90 * DAY), later(world, lone, 80 * DAY)];

  expect(delayed(world)).toBe(3);
  world.alarm();
  expect(inMemory(world)).toEqual([]);
  expect(delayed(world)).toBe(3);
  world.reload();
  expect(delayed(world)).toBe(3);

  const kept = world.shard.find(id);

  expect(inMemory(world)).toEqual([id]);
  expect(delayed(world)).toBe(3);

  if (kept !== undefined) {
    world.shard.revoke(kept, 0);
  }

  expect(delayed(world)).toBe(2);
  world.alarm();
  expect(delayed(world)).toBe(2);
  world.now = world.startedAt + 85 * DAY;
  world.shard.fireDue();
  expect(delayed(world)).toBe(1);
});

describe.each([
  ["a canvas", canvas],
  ["a lone task", lone],
  ["a lone task with large arguments", s("echo", "x".repeat(3000))],
])("%s that waits for months", (_, signature) => {
  it("leaves memory, is back a minute before its time, and starts at that time", () => {
    const world = new ShardWorld();
    const id = later(world, signature, 90 * DAY);

    world.alarm();
    expect(inMemory(world)).toEqual([]);
    expect(world.shard.dueAt).toBe(world.startedAt + 90 * DAY - MINUTE);

    world.now = world.shard.dueAt ?? 0;
    world.alarm();
    expect(inMemory(world)).toEqual([id]);
    expect(world.ready).toEqual([]);
    expect(world.shard.dueAt).toBe(world.startedAt + 90 * DAY);

    world.now = world.startedAt + 90 * DAY;
    world.shard.fireDue();
    expect(new Set(world.ready)).toEqual(new Set([id]));
    expect(world.shard.find(id)?.run.counts.DELAYED).toBe(0);
    world.alarm();
    expect(timers(world)).toBe(0);
  });

  it("starts though the object slept through all of it", () => {
    const world = new ShardWorld();
    const id = later(world, signature, 90 * DAY);

    world.alarm();
    world.reload();
    expect(inMemory(world)).toEqual([]);
    world.now += 91 * DAY;
    world.shard.fireDue();
    expect(new Set(world.ready)).toEqual(new Set([id]));
  });

  it("is found meanwhile, and leaves again without a row written", () => {
    const world = new ShardWorld();
    const id = later(world, signature, 90 * DAY);

    world.alarm();

    const { rowsWritten } = world.sql.usage;

    world.now += DAY;
    expect(world.shard.find(id)?.run.counts.DELAYED).toBeGreaterThan(0);
    world.now += MINUTE;
    world.shard.sweep();
    expect(inMemory(world)).toEqual([]);
    expect(world.sql.usage.rowsWritten).toBe(rowsWritten);
  });

  it("starts once, however often it came and went", () => {
    const world = new ShardWorld();
    const id = later(world, signature, 90 * DAY);
    const nodes = world.shard.find(id)?.run.nodes.length;

    for (let visit = 0; visit < 3; visit += 1) {
      world.alarm();
      world.now += DAY;
      world.shard.find(id);
    }

    world.now += 90 * DAY;
    world.shard.fireDue();
    world.shard.fireDue();
    expect(world.ready).toHaveLength(nodes ?? 0);
  });

  it("may be revoked, and nothing is left that would wake it", () => {
    const world = new ShardWorld();
    const id = later(world, signature, 90 * DAY);

    world.alarm();
    expect(timers(world)).toBe(1);

    const kept = world.shard.find(id);

    if (kept !== undefined) {
      world.shard.revoke(kept, null);
    }

    world.alarm();
    expect(timers(world)).toBe(0);
    expect(world.shard.dueAt).toBeUndefined();
  });
});

describe("a run that waits", () => {
  it("for some minutes stays in memory and costs no row", () => {
    const world = new ShardWorld();
    const id = later(world, canvas, 5 * MINUTE);

    world.alarm();
    expect(inMemory(world)).toEqual([id]);
    expect(timers(world)).toBe(0);
  });

  it("in vain beyond its expiry is back to be revoked", () => {
    const world = new ShardWorld();
    const id = world.submit({ ...lone, options: { countdown: 2 * 3600, expires: 3600 } });

    world.alarm();
    expect(inMemory(world)).toEqual([]);
    world.now = world.startedAt + HOUR;
    world.shard.fireDue();
    expect(world.shard.find(id)?.run.counts.REVOKED).toBe(1);
  });

  it("stays in memory once it is back, though nobody asks for it", () => {
    const world = new ShardWorld();
    const id = later(world, lone, DAY);

    world.alarm();
    world.now = world.startedAt + DAY - MINUTE;
    world.shard.fireDue();
    world.now += 45 * SECOND;
    world.shard.sweep();
    expect(inMemory(world)).toEqual([id]);
  });

  it("while another of its tasks runs stays in memory", () => {
    const world = new ShardWorld();
    const id = world.submit(group(s("echo"), { ...s("echo"), options: { countdown: 3600 } }));

    world.alarm();
    expect(inMemory(world)).toEqual([id]);
    world.finish(id, "1", [0]);
    world.alarm();
    expect(inMemory(world)).toEqual([]);
  });
});

describe("very many that wait for the same time", () => {
  it("are brought back some at a time, all of them before it", () => {
    const world = new ShardWorld();

    for (let task = 0; task < 1000; task += 1) {
      later(world, lone, DAY);
    }

    world.alarm();
    expect(inMemory(world)).toEqual([]);
    world.now = world.startedAt + DAY - MINUTE;

    for (const back of [200, 400, 600, 800, 1000]) {
      expect(world.shard.dueAt).toBe(world.now);
      world.shard.fireDue();
      expect(inMemory(world)).toHaveLength(back);
    }

    expect(world.shard.dueAt).toBe(world.startedAt + DAY);
    world.now = world.startedAt + DAY;
    world.shard.fireDue();
    expect(world.ready).toHaveLength(1000);
  });
});
