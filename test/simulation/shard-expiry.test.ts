/** What has expired: whom it is hidden from, what of it is removed when, and what stays. */
import { describe, expect, it } from "vitest";

import { encodePlan } from "../../shared/engine/plan-parts.ts";
import { group, s } from "../reference/signatures.ts";
import { isPlan, planOf } from "../support/model-run.ts";
import { DAY, HOUR, ShardWorld } from "./shard-world.ts";

const canvas = group(s("echo", 1), s("echo", 2));
const lone = s("echo", 1);
const largeLone = s("echo", "x".repeat(3000));

describe.each([
  ["a canvas", canvas],
  ["a lone task", lone],
  ["a lone task with large arguments", largeLone],
])("%s", (_, signature) => {
  it("is not found from a day after its end on, and is until then", () => {
    const world = new ShardWorld();
    const id = world.finished(signature);

    world.now += DAY - 1;
    expect(world.shard.find(id)).toBeDefined();
    world.now += 1;
    expect(world.shard.find(id)).toBeUndefined();
  });

  it("leaves no row behind, its large results included", () => {
    const world = new ShardWorld();
    const id = world.submit(signature);

    world.finish(id, JSON.stringify("x".repeat(5000)));
    world.alarm();
    expect(world.rows()).toBeGreaterThan(0);
    world.pass(2 * DAY);
    expect(world.rows()).toBe(0);
    expect(world.shard.expiry.nextAt).toBeUndefined();
  });

  it("that goes on is kept however old it is, and then for a day from its end", () => {
    const world = new ShardWorld();
    const id = world.submit(signature);

    world.pass(5 * DAY);
    expect(world.shard.find(id)).toBeDefined();
    world.finish(id);
    world.pass(DAY - HOUR);
    expect(world.shard.find(id)).toBeDefined();
    world.pass(2 * HOUR);
    expect(world.rows()).toBe(0);
  });

  it("that the log still tells of is not removed: a replay would miss it", () => {
    const world = new ShardWorld();
    const id = world.submit(signature);

    world.shard.checkpoint();
    world.finish(id);
    world.now += 2 * DAY;
    world.shard.expiry.tick();
    world.reload();

    expect(world.shard.find(id)).toBeUndefined();
    world.pass(DAY);
    expect(world.rows()).toBe(0);
    world.reload();
  });

  it("that was run again is alive, whatever its rows say", () => {
    const world = new ShardWorld();
    const id = world.finished(signature);
    const kept = world.shard.find(id);

    world.alarm();
    world.now += DAY - HOUR;

    if (kept !== undefined) {
      world.shard.restart(kept, { nodes: [0], call: null });
    }

    world.now += 2 * HOUR;
    world.shard.expire(null);
    world.reload();

    expect(world.shard.find(id)?.run.finishedAt).toBe(0);
  });

  it("is kept for ever where nothing expires", () => {
    const world = new ShardWorld(null);
    const id = world.finished(signature);

    world.pass(1000 * DAY);
    expect(world.shard.find(id)).toBeDefined();
    expect(world.shard.expiry.nextAt).toBeUndefined();
  });

  it("submitted again after it expired is not run again", () => {
    const world = new ShardWorld();
    const id = world.finished(signature);

    world.now += DAY;

    const plan = planOf(signature);
    const planParts = isPlan(plan) ? encodePlan(plan) : [];

    expect(world.shard.submit([{ id, name: null, planParts }])).toMatchObject([{ created: false }]);
  });

  it("takes its name along, and leaves it to the run that has it by then", () => {
    const world = new ShardWorld();
    const first = world.submit(signature, { chosenId: "mine" });
    const other = world.submit(signature, { idempotencyKey: "key" });

    [first, other].forEach((id) => world.finish(id));
    world.alarm();
    world.now += DAY;
    expect(world.shard.find("mine")).toBeUndefined();

    const second = world.submit(signature, { chosenId: "mine" });

    world.pass(2 * HOUR);

    expect(world.sql.all("select key, keeper from key")).toEqual([
      { key: "id:mine", keeper: second },
    ]);
    expect(world.shard.find("mine")?.run.id).toBe(second);
  });
});

describe("lone tasks that share a row", () => {
  it("stay on disk until all of them are expired, and each is gone for its readers in its time", () => {
    const world = new ShardWorld();
    const [first, last] = [world.submit(lone), world.submit(lone)];

    world.finish(first);
    world.pass(DAY + HOUR);
    expect(world.rows()).toBe(1);
    expect(world.shard.find(first)).toBeUndefined();
    expect(world.shard.find(last)).toBeDefined();

    world.finish(last);
    world.pass(2 * DAY);
    expect(world.rows()).toBe(0);
  });
});

describe("many old tasks", () => {
  it("are removed in slices, none of which is long", () => {
    const world = new ShardWorld();
    const tasks = Array.from({ length: 7000 }, () => world.submit(lone));
    const runs = Array.from({ length: 300 }, () => world.submit(canvas));

    [...tasks, ...runs].forEach((id) => world.finish(id));
    world.alarm();
    world.now += 2 * DAY;

    let slices = 0;

    do {
      const before = world.sql.usage.rowsWritten;

      world.shard.expiry.tick();
      slices += 1;
      expect(world.sql.usage.rowsWritten - before).toBeLessThan(510);
      world.now = world.shard.expiry.nextAt ?? world.now;
    } while (world.shard.expiry.nextAt !== undefined);

    expect(slices).toBe(3);
    expect(world.rows()).toBe(0);
  });

  it("are all removed, however long it takes from one slice to the next", () => {
    const world = new ShardWorld();
    const runs = Array.from({ length: 300 }, () => world.submit(canvas));

    runs.forEach((id) => world.finish(id));
    world.alarm();
    world.now += DAY;
    world.shard.expiry.tick();
    expect(world.rows()).toBeGreaterThan(0);

    const late = world.finished(canvas);

    world.alarm();
    world.now += 2 * DAY;
    world.shard.expiry.tick();
    world.pass(DAY);

    expect(world.shard.find(late)).toBeUndefined();
    expect(world.rows()).toBe(0);
  });
});

describe("what cleanup removes", () => {
  it("is told, canvases and lone tasks apart, and is what has expired", () => {
    const world = new ShardWorld();

    [canvas, lone, largeLone, canvas].forEach((signature) => world.finished(signature));
    world.now += DAY;

    const alive = world.finished(canvas);

    expect(world.shard.expire(null)).toEqual({ runs: 2, tasks: 2, next: null });
    expect(world.shard.find(alive)).toBeDefined();
  });
});
